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

// TestArticle7Fields: what a sign shows is called as the district calls it, and only that is missing.
func TestArticle7Fields(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "更新公示牌 村口 张林长 022-27390000"), "board.updated", "林长：张林长", "监督电话：022-27390000",
			"还可以补上：责任区域、任务目标。")
		s.Profile().Boards.Fields = []string{"护林长姓名", "管护范围", "举报电话"}
		s.Want(s.Say("dasi.liaison", "更新公示牌 村尾 张林长 022-27390000"), "board.updated", "护林长：张林长", "举报电话：022-27390000",
			"还可以补上：管护范围。")
		s.Profile().Boards.Fields = nil
		if c := s.Say("dasi.liaison", "更新公示牌 桥头 张林长 022-27390000"); c.Next != "" || c.Fields[0].Name != "林长" {
			t.Errorf("missing where nothing is demanded:\n%s", c.Plain())
		}
	})
}

// FuzzSignOf keeps reading signs from failing on whatever people type.
func FuzzSignOf(f *testing.F) {
	f.Add("更新公示牌 村口 张三 022-27390000")
	f.Fuzz(func(_ *testing.T, text string) { signOf(text) })
}
