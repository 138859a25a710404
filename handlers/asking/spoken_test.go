package asking

import (
	"strings"
	"testing"
)

// TestAnOldButtonSpeaksOfItsOwnPeriod: the button of a card of February speaks of February, whatever is owed now.
func TestAnOldButtonSpeaksOfItsOwnPeriod(t *testing.T) {
	eachReporting(t, func(s *stage) {
		for period, not := range map[string]string{"2026年2月": "本月", "2026年3月": "2月“"} {
			c := s.Say("zhongbei.liaison", "为什么催我 "+period+"每月报送工作情况")
			said := strings.Replace(period, "2026年3月", "本月", 1)
			if !strings.HasPrefix(c.Title, said+"“每月报送工作情况”") || strings.Contains(c.Plain(), not) {
				t.Errorf("%s: %s", period, c.Plain())
			}
		}
	})
}
