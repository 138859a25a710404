package chinese_test

import (
	"testing"

	"linzhangbot/models/chinese"
)

// TestDiscovered: what was found without a number counts as found; what was not found does not.
func TestDiscovered(t *testing.T) {
	for text, want := range map[string]bool{
		"今天去杨柳青镇巡林，发现林地堆垃圾": true, "登记督查：3月1日督查中北镇，发现林地垃圾未清、围挡破损": true, "昨天暗访精武镇发现有人私自砍树": true,
		"未发现问题，途中发现一处枯死树": true, "查出围挡破损": true,
		"今天巡林未发现问题": false, "没有发现隐患": false, "督查中北镇，没发现": false, "发现问题0个": false, "发现异常：无": false,
		"一切正常": false, "": false,
	} {
		if got := chinese.Discovered(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
