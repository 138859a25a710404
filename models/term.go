package models

// Terms stand in a text for people where districts use different words: one says 街镇, another 乡镇. The profile puts
// its own words in their place (profile.Words) when the text leaves. What is between the marks is the key under which
// a profile may give its word.
const (
	TheOffice     = "‹office›"         // 区林长办
	TheOfficeFull = "‹office-full›"    // 区林长办公室
	Towns         = "‹towns›"          // 街镇
	Units         = "‹units›"          // 协作单位
	District      = "‹district›"       // 西青区
	WholeDistrict = "‹whole-district›" // 全区
	TheOrder      = "‹order›"          // 总林长令

	GeneralChief  = "‹general-chief›" // 区总林长
	DeputyChief   = "‹deputy-chief›"  // 副总林长
	DistrictChief = "‹chief›"         // 区级林长
	Chiefs        = "‹chiefs›"        // 区级以上林长: all chiefs of the district level
	TownChief     = "‹town-chief›"    // 街镇级总林长
	Director      = "‹director›"      // 区林长办公室主任
	Liaison       = "‹liaison›"       // 联络员
	Member        = "‹member›"        // 协作成员

	GeneralMeeting  = "‹general-meeting›"  // 区总林长会议: the first type of meeting
	FirstMeasure    = "‹first-measure›"    // 函告: the first step of the ladder
	FirstInspection = "‹first-inspection›" // 综合督查: the first kind of inspection
	FirstSource     = "‹first-source›"     // 决策部署落实: the first source of problems
)

// Names for examples of what to say: organisations that the district really has.
const (
	ExampleTown  = "‹example-town›" // 杨柳青镇
	ExampleAlias = "‹town-alias›"   // 杨柳青: a short name of ExampleTown
	SecondTown   = "‹second-town›"  // 大寺镇
	ThirdTown    = "‹third-town›"   // 辛口镇
	ThirdAlias   = "‹third-alias›"  // 辛口
	FourthTown   = "‹fourth-town›"  // 中北镇
	FifthTown    = "‹fifth-town›"   // 张家窝镇
	ExampleUnit  = "‹example-unit›" // 区水务局
	UnitAlias    = "‹unit-alias›"   // 水务局: a short name of ExampleUnit
	SecondUnit   = "‹second-unit›"  // 区财政局
	ThirdUnit    = "‹third-unit›"   // 区城市管理委
)

// Numbers for examples of what to say, as short as people type them where the district's form allows it.
const (
	ExampleReport     = "‹report-number›"       // 信3号
	OtherReport       = "‹other-report-number›" // 信5号
	ExampleMeeting    = "‹meeting-number›"      // 会3号
	ExampleResolution = "‹resolution-number›"   // 议2号
	ExampleInspection = "‹inspection-number›"   // 督查2号
	ExamplePatrol     = "‹patrol-number›"       // 巡2号
	ExampleActivity   = "‹activity-number›"     // 协2号
	ExampleShare      = "‹share-number›"        // 享2号
)
