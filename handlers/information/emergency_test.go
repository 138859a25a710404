package information

import (
	"strings"
	"testing"
)

// alarms counts what was said to the general chief with these words in it.
func (s *stage) alarms(words string) int {
	s.T.Helper()
	n := 0
	for _, h := range s.Notices() {
		if strings.Contains(h.Chat, "chief.general") && strings.Contains(h.Parcel.Card, words) {
			n++
		}
	}
	return n
}

// TestCryDecides (第八条（四）): a cry for help counts after the question about a duplicate as well.
func TestCryDecides(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "紧急！大寺镇林地情况需要支援"), "report.accepted", "突发应急")
		c := s.Want(s.Say("dasi.liaison", "紧急！大寺镇林地情况需要支援"), "report.duplicate")
		s.Want(s.Press("dasi.liaison", c, "仍要报送"), "report.accepted", "突发应急", "已立即告知")
	})
}

// TestEmergencyHearsWhatChanged (第八条（四）): whoever was alarmed hears that the fire is out, and that it was none.
func TestEmergencyHearsWhatChanged(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "紧急！大寺镇发现盗伐林木"), "report.accepted", "突发应急", "已立即告知")
		s.Want(s.Say("dasi.liaison", "紧急！大寺镇开展防火演练"), "report.accepted")
		s.Want(s.Say("dasi.liaison", "修改信1的内容为：已制止，抓获2人。"), "report.amended", "已将变化告知")
		s.Want(s.Say("dasi.liaison", "改类别 信1 其他"), "report.amended", "已将变化告知")
		s.Want(s.Say("dasi.liaison", "改类别 信1 突发应急"), "report.amended", "已立即告知")
		s.Want(s.Say("dasi.liaison", "看 信1"), "report.shown", "已制止，抓获2人")
		for words, n := range map[string]int{"突发应急：大寺镇发现盗伐林木": 2, "有更新": 1, "不再列为突发应急": 1, "演练": 0} {
			if got := s.alarms(words); got != n {
				t.Errorf("%s: %d times, want %d", words, got, n)
			}
		}
	})
}
