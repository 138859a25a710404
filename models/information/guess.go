package information

import (
	"strings"

	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/profile"
)

// drills are words that turn an emergency word into an exercise, a prevention or its absence: no alarm.
var drills = []string{"演练", "演习", "培训", "宣传", "预防", "防范", "应急预案", "未发生", "没有发生", "无火情", "零火情", "防火检查", "防火巡"}

// Guess picks the category (第八条) that the words of a report point at: the longest word wins, the title before the
// body. Without any it is the profile's default.
func Guess(p *profile.Profile, title, body string) profile.Category {
	drill := Drill(title + body)
	best, score := profile.Category{}, 0
	for _, c := range p.Categories {
		if c.Default && best.Key == "" {
			best = c
		}
		if c.Emergency && drill {
			continue
		}
		for _, w := range c.Words {
			if s := weigh(title, body, w); s > score {
				best, score = c, s
			}
		}
	}
	return best
}

// Drill reports whether a text speaks of an exercise or of prevention: however grave its words, it is no emergency.
func Drill(text string) bool { return hasAny(text, drills) }

// weigh: a word in the title beats every word in the body; emergencies are words like any other.
func weigh(title, body, word string) int {
	switch n := len([]rune(word)); {
	case word == "":
		return 0
	case strings.Contains(title, word):
		return 100 + n
	case strings.Contains(body, word):
		return n
	}
	return 0
}

func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// CategoryOf finds a category by key, name or the number of its item (4, 四, 第四类).
func CategoryOf(p *profile.Profile, said string) (profile.Category, bool) {
	said = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(said), "第"), "类")
	n, _ := chinese.Number(said)
	for i, c := range p.Categories {
		if said == c.Key || said == c.Name || n == i+1 {
			return c, true
		}
	}
	for _, c := range p.Categories {
		if len([]rune(said)) >= 2 && strings.Contains(c.Name, said) {
			return c, true
		}
	}
	return profile.Category{}, false
}

// CategoryName is the category's name for people; the key when the profile no longer knows it.
func CategoryName(p *profile.Profile, key string) string {
	for _, c := range p.Categories {
		if c.Key == key {
			return c.Name
		}
	}
	return key
}

// CategoryNames lists the names in the profile's order, to choose from.
func CategoryNames(p *profile.Profile) []string {
	out := models.Each(p.Categories, func(c profile.Category) string { return c.Name })
	return out
}
