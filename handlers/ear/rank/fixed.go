package rank

// Numbers are whole everywhere, with 16 bits behind the point, so that every machine finds the same.
const one = 1 << 16

var (
	inverses [most + 1]int64 // inverses[n] is 1/√n
	powers   [16 * 64]int64  // powers[i] is e^(-i/64)
)

func init() {
	for n := 1; n <= most; n++ {
		inverses[n] = root((one * one) / int64(n))
	}
	const factor = 4228380000 // e^(-1/64), with 32 bits behind the point
	x := uint64(1) << 32
	for i := range powers {
		powers[i] = int64(x >> 16)
		x = x * factor >> 32
	}
}

// inverse is 1/√n.
func inverse(n int) int64 { return inverses[n] }

// root is the whole part of a square root.
func root(x int64) int64 {
	r := int64(0)
	for bit := int64(1) << 30; bit > 0; bit >>= 1 {
		if (r+bit)*(r+bit) <= x {
			r += bit
		}
	}
	return r
}

// exp is e^-x for x that is not below zero.
func exp(x int64) int64 {
	if i := x >> 10; i < int64(len(powers)) {
		return powers[i]
	}
	return 0
}
