package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	spoken = regexp.MustCompile("`([^`]*\\p{Han}[^`]*)`")
	aside  = regexp.MustCompile(`（[^）]*）`)
	quoted = regexp.MustCompile(`(?:发一?句?|或?说|问|问日程：|先|登记：|先成稿，再)((?:“[^”]+”)+)`)
	words  = regexp.MustCompile(`“([^”]+)”`)
)

// readmeSentences are the code spans in the first column of the README's table.
func readmeSentences(t *testing.T) []string {
	var out []string
	for _, line := range docLines(t, "README.md") {
		cells := strings.Split(line, "|")
		if len(cells) < 5 {
			continue
		}
		for _, m := range spoken.FindAllStringSubmatch(cells[1], -1) {
			out = append(out, m[1])
		}
	}
	return out
}

// chineseReadme are the first column of the Chinese README's table.
func chineseReadme(t *testing.T) []string {
	var out []string
	for _, line := range docLines(t, "README.zh-CN.md") {
		cells := strings.Split(line, "|")
		if len(cells) < 5 || strings.TrimSpace(cells[1]) == "说" || strings.HasPrefix(cells[1], "-") {
			continue
		}
		for said := range strings.SplitSeq(cells[1], "；") {
			out = append(out, strings.TrimSpace(said))
		}
	}
	return out
}

// manualSentences are the manual's quotations, and what stands in the columns of its tables headed 这样说, 这样问 or
// 怎么做.
func manualSentences(t *testing.T) []string {
	var out, quote []string
	column := 0
	for _, line := range docLines(t, "docs/用户手册.md") {
		if q, ok := strings.CutPrefix(line, "> "); ok {
			quote = append(quote, q)
			continue
		}
		if len(quote) > 0 {
			out, quote = append(out, strings.Join(quote, "\n")), nil
		}
		cells := strings.Split(line, "|")
		if len(cells) < 4 {
			column = 0
			continue
		}
		for i, head := range cells {
			if slices.Contains([]string{"这样说", "这样问", "怎么做"}, strings.TrimSpace(head)) {
				column = i
			}
		}
		said := strings.TrimSpace(aside.ReplaceAllString(cells[column], ""))
		if column > 0 && !strings.HasPrefix(said, "-") && said != "这样说" && said != "这样问" && said != "怎么做" {
			said = strings.TrimPrefix(said, "在那个群里：@林长助手 ")
			out = append(out, strings.Split(said, "；")...)
		}
	}
	return out
}

// quotedSentences are what the running text of the manual tells people to say: “…” after 发, 说, 问 and their like.
func quotedSentences(t *testing.T) []string {
	var out []string
	for _, line := range docLines(t, "docs/用户手册.md") {
		if strings.HasPrefix(line, "|") || strings.HasPrefix(line, ">") {
			continue
		}
		for _, run := range quoted.FindAllStringSubmatch(line, -1) {
			for _, m := range words.FindAllStringSubmatch(run[1], -1) {
				out = append(out, m[1])
			}
		}
	}
	return out
}

func docLines(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "\n")
}
