package information

import (
	"testing"

	"linzhangbot/models/information"
)

// TestSignOf checks what is read of a sign: labelled, in order, or not at all.
func TestSignOf(t *testing.T) {
	for text, want := range map[string]information.Board{
		"更新公示牌 村口 张林长 022-27390000": {Place: "村口", Chief: "张林长", Phone: "022-27390000"},
		"更新公示牌，位置：青沟村口，林长：李某某，责任区域：青沟片林，任务目标：管护300亩，监督电话：02227390000": {
			Place: "青沟村口", Chief: "李某某", Area: "青沟片林", Targets: "管护300亩", Phone: "02227390000"},
		"我镇更新林长公示牌12块，照片见附件": {},
		"更新公示牌":         {},
		"更新公示牌 林长改为王某某": {Chief: "王某某"},
	} {
		if got := signOf(text); got != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// FuzzSignOf keeps reading signs from failing on whatever people type.
func FuzzSignOf(f *testing.F) {
	f.Add("更新公示牌 村口 张三 022-27390000")
	f.Fuzz(func(_ *testing.T, text string) { signOf(text) })
}
