package chinese

import (
	"strings"
	"testing"
)

// TestItemised: an item may begin with a day; figures and spans of days begin none.
func TestItemised(t *testing.T) {
	for text, want := range map[string]string{
		"1.甲；2.乙；3.3月20日前完成":       "1.甲；|2.乙；|3.3月20日前完成",
		"1、甲；2、20日前完成；3、2026年底前完成": "1、甲；|2、20日前完成；|3、2026年底前完成",
		"一、3月1日前甲。二、3月2日前乙":        "一、3月1日前甲。|二、3月2日前乙",
		"（1）甲；（2）3月2日前乙":           "（1）甲；|（2）3月2日前乙",
		"议定：1.3月1日前甲；2.乙":          "议定：|1.3月1日前甲；|2.乙",
		"1.造林；2.5万亩全部补植":           "1.造林；2.5万亩全部补植",
		"1.甲；9、10月集中整治；2.乙":        "1.甲；9、10月集中整治；|2.乙",
		"时间：9、10日；地点：三楼":           "时间：9、10日；地点：三楼",
		"1.甲\n2.3月2日前乙；3.3月3日前丙":   "1.甲|2.3月2日前乙；|3.3月3日前丙",
	} {
		if got := strings.ReplaceAll(Itemised(text), "\n", "|"); got != want {
			t.Errorf("%s\n gives %s\n wants %s", text, got, want)
		}
	}
}

// TestFirstItem: a list may begin in the middle of a line.
func TestFirstItem(t *testing.T) {
	for text, want := range map[string]string{
		"关于防火工作的令1.各街镇排查": "1.各街镇排查", "关于防火工作的令 1.3月10日前排查": "1.3月10日前排查", "关于防火工作的令一、各街镇排查": "一、各街镇排查",
		"关于防火工作的令（一）排查": "（一）排查", "1.排查": "1.排查",
		"关于造林1.5万亩的令": "", "关于统一、规范公示牌的令": "", "关于防火工作的令，见附件1、2": "", "2026年第1号总林长令": "", "第11.": "",
	} {
		got := ""
		if at := FirstItem(text); at >= 0 {
			got = text[at:]
		}
		if got != want {
			t.Errorf("%s gives %q, wants %q", text, got, want)
		}
	}
}
