package information

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"linzhangbot/models/profile"
)

// TestExportIsText checks that a title that looks like a formula is written as text.
func TestExportIsText(t *testing.T) {
	var b bytes.Buffer
	p := &profile.Profile{}
	if err := ExportReports(p, []Report{{Number: "信1", Title: "=cmd()", State: Adopted, At: noon}}, zone, &b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	title, err := f.GetCellValue("信息台账", "C2")
	formula, err2 := f.GetCellFormula("信息台账", "C2")
	if err != nil || err2 != nil || title != "=cmd()" || formula != "" {
		t.Errorf("title %q, formula %q, %v %v", title, formula, err, err2)
	}
	b.Reset()
	if err := ExportDisclosures(p, []Disclosure{{Number: "公开1", Cleared: true}}, &b); err != nil || b.Len() == 0 {
		t.Errorf("%d bytes, %v", b.Len(), err)
	}
}
