package strict

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

type span time.Duration

func (s *span) UnmarshalText(text []byte) error {
	d, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("%s 不是时长", text)
	}
	*s = span(d)
	return nil
}

type inner struct {
	Day  int     `yaml:"day"`
	Rate float64 `yaml:"rate"`
	On   bool    `yaml:"on"`
	Wait span    `yaml:"wait"`
}

type outer struct {
	Name   string            `yaml:"name"`
	Code   string            `yaml:"code"`
	List   []inner           `yaml:"list"`
	Words  []string          `yaml:"words"`
	Map    map[string]string `yaml:"map"`
	Maybe  *inner            `yaml:"maybe"`
	Rest   Node              `yaml:"rest"`
	hidden string
}

func read(t *testing.T, text string) (outer, Lines, Problems) {
	t.Helper()
	docs, problems := Documents("f.yaml", []byte(text))
	if len(problems) > 0 || len(docs) == 0 {
		return outer{}, nil, problems
	}
	var o outer
	lines, problems := docs[0].Decode(&o)
	return o, lines, problems
}

func TestDecode(t *testing.T) {
	o, lines, problems := read(t, `# words
name: 西青区
code: 0120

list:
  - day: 3
    rate: 0.5
    on: true
    wait: 90s

  # a remark between two items
  - {day: -1}
words: [a, "b", 12]
map:
  第一条: |-
    two
    lines
maybe: {day: 1}
rest: {day: 7}
`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var rest inner
	if _, p := o.Rest.Decode(&rest); len(p) > 0 || rest.Day != 7 {
		t.Errorf("rest %+v %v", rest, p)
	}
	o.Rest = Node{}
	got := fmt.Sprintf("%+v %+v", o, *o.Maybe)
	for _, want := range []string{"Name:西青区 Code:0120", "Day:3 Rate:0.5 On:true Wait:90000000000", "Day:-1", "Words:[a b 12]", "第一条:two\nlines", "{Day:1 "} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
	for path, line := range map[string]int{"name": 2, "list[0].wait": 9, "list[1]": 12, "list[1].nothing": 12, "map.第一条": 15, "nowhere.at[3].all": 2} {
		if lines.At(path) != line {
			t.Errorf("%s is in line %d, want %d", path, lines.At(path), line)
		}
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"nme: x":                         "f.yaml:1: 不认识的项 nme（是不是 name？）",
		"name: x\nhidden: y":             "f.yaml:2: 不认识的项 hidden",
		"name: x\n\nname: y":             "f.yaml:3: name 重复，第 1 行已经写过",
		"name: [x]":                      "f.yaml:1: name 应当是文字",
		"name: true":                     "f.yaml:1: name 应当是文字；如果确实要写 true，请加引号",
		"words: x":                       "f.yaml:1: words 应当是列表",
		"words: [a, ]\nlist: [{day: x}]": "f.yaml:2: day 应当是整数",
		"list:\n  - day: 1.5":            "f.yaml:2: day 应当是整数",
		"list:\n  - day: \"1\"":          "f.yaml:2: day 应当是整数",
		"list:\n  - on: yes":             "f.yaml:2: on 应当是true 或 false",
		"list:\n  - rate: .nan":          "f.yaml:2: rate 应当是数字",
		"list:\n  - wait: soon":          "f.yaml:2: wait：soon 不是时长",
		"list:\n  - wait: [a]":           "f.yaml:2: wait 应当是一个值",
		"list:\n  - 3":                   "f.yaml:2: list[0] 应当写成“名称: 内容”的形式",
		"list:\n  - day: 1\n  -":         "f.yaml:3: list 里有一项是空的",
		"name: &a x\ncode: *a":           "f.yaml:2: code：不支持引用和标签，请直接写出内容",
		"name: !!str x":                  "f.yaml:1: name：不支持引用和标签，请直接写出内容",
		"just words":                     "f.yaml:1: 这份文件 应当写成“名称: 内容”的形式",
		"list:\n\t- day: 1":              "f.yaml:2: 格式有误，请检查这一行前后的缩进、冒号和引号",
	} {
		_, _, problems := read(t, text)
		if len(problems) != 1 || problems[0].String() != want {
			t.Errorf("%q: got %v\nwant %s", text, problems, want)
		}
	}
}

func TestDeepAndLargeFiles(t *testing.T) {
	for name, text := range map[string]string{
		"deep":  strings.Repeat("[", 200000),
		"maps":  strings.Repeat("{a: ", 100000),
		"marks": strings.Repeat("- ", 100000),
		"large": strings.Repeat("a", MaxSize+1),
	} {
		if _, problems := Documents("f.yaml", []byte(text)); len(problems) == 0 {
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestEnviron(t *testing.T) {
	o := outer{Map: map[string]string{"a-b": "old"}, Maybe: &inner{}}
	values := map[string]string{"P_NAME": "n", "P_WORDS": "a, b,", "P_MAP_A_B": "new", "P_LIST": "x", "P_MAYBE_DAY": "3"}
	lookup := func(name string) (string, bool) { v, ok := values[name]; return v, ok }
	problems := Environ(&o, "P", lookup)
	if len(problems) > 0 || o.Name != "n" || len(o.Words) != 2 || o.Map["a-b"] != "new" || o.List != nil || o.Maybe.Day != 3 {
		t.Errorf("%+v %v", o, problems)
	}
	left := outer{}
	if problems := Environ(&left, "P", lookup); len(problems) > 0 || left.Maybe != nil {
		t.Errorf("a part that was left out came up: %+v %v", left, problems)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("name: x\nlist: [{day: 1}, {day: 2}]\nmap: {a: b}\n---\nname: y")
	f.Add("? a\n: b\n<<: *x\n&a !!b |-\n  c")
	f.Fuzz(func(t *testing.T, text string) {
		docs, _ := Documents("f.yaml", []byte(text))
		for _, d := range docs {
			var o outer
			lines, problems := d.Decode(&o)
			for _, p := range problems {
				if p.Line < 1 || p.Text == "" {
					t.Fatalf("a problem without line or text: %+v", p)
				}
			}
			if lines.At("list[0].day") < 1 {
				t.Fatal("a line before the first")
			}
		}
	})
}
