package profile

import "testing"

var marks = &Profile{Secrecy: Secrecy{
	Marks:   []string{"绝密", "机密", "秘密★", "涉密", "国家秘密", "内部文件不得外传"},
	Allowed: []string{"保密工作", "涉密人员培训", "不涉密", "非涉密"},
}}

// TestSecretMarks checks 信息制度 第五条: what bears a marking is found, what only looks like it passes.
func TestSecretMarks(t *testing.T) {
	for _, c := range []struct {
		text  string
		found bool
	}{
		{"关于市级督查反馈问题整改进展情况（涉密）", true},
		{"机密★1年 关于造林的请示", true},
		{"机 密 关于造林的请示", true},
		{"【绝·密】", true},
		{"秘密☆5年", true},
		{"秘\u200b密★", true},
		{"内部文件 不得外传：名单", true},
		{"内部文件，不得外传", true},
		{"不涉密，但机密", true},
		{"召开保密工作会议", false},
		{"开展涉密人员培训", false},
		{"本条不涉密", false},
		{"用无人机密切监测林区", false},
		{"无人机密集巡查重点区域", false},
		{"森林的秘密花园", false},
		{"报送 杨柳青镇开展春季巡林", false},
		{"", false},
	} {
		if _, found := Secret(marks, c.text); found != c.found {
			t.Errorf("%q: found %v", c.text, found)
		}
	}
}

// FuzzSecret keeps the check from failing on whatever people paste.
func FuzzSecret(f *testing.F) {
	f.Add("机密")
	f.Add("无人机密切")
	f.Add("\xff秘密★")
	f.Fuzz(func(t *testing.T, text string) {
		if _, found := Secret(marks, "绝密"+text); !found && !denseWord(tighten(text)) {
			t.Fatalf("marking before %q was missed", text)
		}
	})
}
