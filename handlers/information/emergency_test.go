package information

import (
	"strings"
	"testing"

	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

// alarms counts what was said to the general chief with these words in it.
func (s *stage) alarms(words string) int {
	s.t.Helper()
	n := 0
	s.tx(func(tx *db.Tx) error {
		var rows []outbox.Parcel
		if err := tx.DB().Where("kind = 'notice' AND chat LIKE '%chief.general%'").Find(&rows).Error; err != nil {
			return err
		}
		for _, row := range rows {
			if strings.Contains(row.Card, words) {
				n++
			}
		}
		return nil
	})
	return n
}

// TestEmergencyHearsWhatChanged (第八条（四）): whoever was alarmed hears that the fire is out, and that it was none.
func TestEmergencyHearsWhatChanged(t *testing.T) {
	each(t, func(s *stage) {
		s.want(s.say("dasi.liaison", "紧急！大寺镇发现盗伐林木"), "report.accepted", "突发应急", "已立即告知")
		s.want(s.say("dasi.liaison", "紧急！大寺镇开展防火演练"), "report.accepted")
		s.want(s.say("dasi.liaison", "修改信1的内容为：已制止，抓获2人。"), "report.amended", "已将变化告知")
		s.want(s.say("dasi.liaison", "改类别 信1 其他"), "report.amended", "已将变化告知")
		s.want(s.say("dasi.liaison", "改类别 信1 突发应急"), "report.amended", "已立即告知")
		s.want(s.say("dasi.liaison", "看 信1"), "report.shown", "已制止，抓获2人")
		for words, n := range map[string]int{"突发应急：大寺镇发现盗伐林木": 2, "有更新": 1, "不再列为突发应急": 1, "演练": 0} {
			if got := s.alarms(words); got != n {
				t.Errorf("%s: %d times, want %d", words, got, n)
			}
		}
	})
}
