package chinese

// digits are the numerals with a value below ten, in ordinary, capital (大写) and banking forms.
var digits = map[rune]int{
	'零': 0, '〇': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
}

// tens are the numerals that multiply.
var tens = map[rune]int{'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000}

// maxNumber is the largest number read: beyond it a count is a mistake or an attack.
const maxNumber = 999_999_999_999

// Number reads a whole non-negative number written in digits (12, １２), in Chinese (十二, 一百零三, 二〇二七), in
// capitals (拾贰) or mixed (3万). Anything else is refused.
func Number(s string) (int, bool) {
	r := []rune(Normalize(s))
	if len(r) == 0 || len(r) > 24 {
		return 0, false
	}
	n, end := number(r, 0)
	if end != len(r) {
		return 0, false
	}
	return n, true
}

// number reads the longest number that begins at i and returns its end; end == i means there is none.
func number(r []rune, i int) (value, end int) {
	if i < len(r) && r[i] >= '0' && r[i] <= '9' {
		return arabic(r, i)
	}
	j := i
	scaled := false
	for j < len(r) && numeral(r[j]) {
		_, d := digits[r[j]]
		scaled = scaled || !d
		j++
	}
	if j == i || j-i > 20 {
		return 0, i
	}
	if !scaled {
		return inRow(r, i, j)
	}
	return byScale(r, i, j)
}

// numeral reports whether the character can be part of a Chinese number.
func numeral(r rune) bool {
	if _, ok := digits[r]; ok {
		return true
	}
	switch r {
	case '万', '亿', '廿', '卅':
		return true
	}
	_, ok := tens[r]
	return ok
}

// arabic reads digits, with 万 or 亿 behind them.
func arabic(r []rune, i int) (int, int) {
	n, j := 0, i
	for ; j < len(r) && r[j] >= '0' && r[j] <= '9'; j++ {
		if n = n*10 + int(r[j]-'0'); n > maxNumber {
			return 0, i
		}
	}
	if j < len(r) && (r[j] == '万' || r[j] == '亿') {
		unit := map[rune]int{'万': 10_000, '亿': 100_000_000}[r[j]]
		if n > maxNumber/unit {
			return 0, i
		}
		return n * unit, j + 1
	}
	return n, j
}

// inRow reads numerals said one after the other: 二〇二七, or a single one.
func inRow(r []rune, i, j int) (int, int) {
	n := 0
	for k := i; k < j; k++ {
		if n = n*10 + digits[r[k]]; n > maxNumber {
			return 0, i
		}
	}
	return n, j
}

// byScale reads numerals with 十, 百, 千, 万, 亿.
func byScale(r []rune, i, j int) (int, int) {
	total, section, digit := 0, 0, -1
	for k := i; k < j; k++ {
		d, isDigit := digits[r[k]]
		scale, isScale := tens[r[k]]
		switch {
		case isDigit && digit > 0:
			return 0, i // 三五十: not one number
		case isDigit:
			digit = d
		case isScale:
			if digit < 0 {
				digit = 1
			}
			section, digit = section+digit*scale, -1
		case r[k] == '廿' || r[k] == '卅':
			section += map[rune]int{'廿': 20, '卅': 30}[r[k]]
		case r[k] == '万':
			total, section, digit = total+(section+max(digit, 0))*10_000, 0, -1
		default:
			total, section, digit = (total+section+max(digit, 0))*100_000_000, 0, -1
		}
		if total > maxNumber || section > maxNumber {
			return 0, i
		}
	}
	return total + section + max(digit, 0), j
}
