package profile

import (
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"linzhangbot/models"
)

func TestWords(t *testing.T) {
	county := load(t, "../../cmd/linzhangbot/testdata/county.yaml").Latest()
	for _, c := range []struct{ term, xiqing, county, none string }{
		{models.TheOffice, "区林长办", "县林长办", "林长办"},
		{models.TheOfficeFull, "区林长办公室", "县林长办公室", "林长办公室"},
		{models.Towns, "街镇", "乡镇", "街镇"},
		{models.Units, "协作单位", "成员单位", "协作单位"},
		{models.District, "西青区", "清河县", ""},
		{models.WholeDistrict, "全区", "全县", "全区"},
		{models.TheOrder, "总林长令", "总林长令", "总林长令"},
		{models.GeneralChief, "区总林长", "县总林长", "总林长"},
		{models.DeputyChief, "副总林长", "副总林长", "副总林长"},
		{models.DistrictChief, "区级林长", "区域林长", "林长"},
		{models.Chiefs, "区级以上林长", "区域林长及以上林长", "林长及以上林长"},
		{models.TownChief, "街镇级总林长", "总林长", "总林长"},
		{models.Director, "区林长办公室主任", "县林长办公室主任", "林长办公室主任"},
		{models.Liaison, "联络员", "信息员", "联络员"},
		{models.Member, "协作成员", "协作成员", "协作成员"},
		{models.GeneralMeeting, "区总林长会议", "会议", "会议"},
		{models.FirstMeasure, "函告", "提示", "督办"},
		{models.FirstInspection, "综合督查", "检查", "检查"},
		{models.FirstSource, "决策部署落实", "工作检查", "工作检查"},
		{RegulationName("information"), "信息制度", "信息工作", "信息工作"},
		{RegulationName("cooperation"), "协作会商制度", "协作工作", "协作工作"},
		{models.FifthTown, "张家窝镇", "北山乡", "林长办公室"},
		{models.ThirdUnit, "区城市管理委", "国有林场", "林长办公室"},
		{models.ExampleTown, "杨柳青镇", "北山乡", "林长办公室"},
		{models.ExampleAlias, "杨柳青", "北山乡", "林长办公室"},
		{models.SecondTown, "大寺镇", "南河乡", "林长办公室"},
		{models.ThirdTown, "辛口镇", "国有林场", "林长办公室"},
		{models.ThirdAlias, "辛口", "国有林场", "林长办公室"},
		{models.FourthTown, "中北镇", "开发区", "林长办公室"},
		{models.ExampleUnit, "区水务局", "北山乡", "林长办公室"},
		{models.UnitAlias, "水务局", "北山乡", "林长办公室"},
		{models.SecondUnit, "区财政局", "南河乡", "林长办公室"},
	} {
		for _, x := range []struct {
			p    *Profile
			want string
		}{{xiqing(t), c.xiqing}, {county, c.county}, {&Profile{}, c.none}} {
			if got := x.p.Words("请" + c.term + "办" + c.term); got != "请"+x.want+"办"+x.want {
				t.Errorf("%s in %s: %s", c.term, x.p.Name, got)
			}
		}
	}
}

// TestEveryTermHasAWord reads the terms out of their source, so that none can be forgotten here.
func TestEveryTermHasAWord(t *testing.T) {
	source, err := os.ReadFile("../term.go")
	if err != nil {
		t.Fatal(err)
	}
	marks := regexp.MustCompile(`"‹[a-z-]+›"`).FindAllString(string(source), -1)
	if len(marks) != len(terms)+len(derived) {
		t.Errorf("%d terms, %d have a word", len(marks), len(terms)+len(derived))
	}
	if got := (&Profile{Short: "甲"}).Words(strings.Join(marks, " ")); strings.ContainsAny(got, "‹›") {
		t.Errorf("left as it was: %s", got)
	}
}

func TestWordsFollowTheVersion(t *testing.T) {
	data, err := os.ReadFile("testdata/quotas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := Parse("x.yaml", append(data, "---\neffective: 2027-01-01\nterms: {towns: 苏木}\n"...))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if got := set.Latest().Words(models.Towns); got != "苏木" {
				t.Errorf("the new version says %s", got)
			}
			if got := set.Versions[0].Words(models.Towns); got == "苏木" {
				t.Error("the old version says what only the new one does")
			}
		})
	}
	all.Wait()
}
