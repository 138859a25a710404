package calendar

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Year is what the State Council announced for one year, in the format of the public holiday-cn files.
type Year struct {
	Year   int      `json:"year"`
	Papers []string `json:"papers"` // where it was announced
	Days   []Day    `json:"days"`   // only the days that differ from a plain week, or have a name
}

// Day is a holiday or a make-up working day.
type Day struct {
	Name string `json:"name"`
	Date string `json:"date"` // 2026-02-28
	Off  bool   `json:"isOffDay"`
}

// ParseYear reads one year in holiday-cn format. Unknown keys (such as $schema) are part of that format.
func ParseYear(data []byte) (Year, error) {
	var y Year
	if err := json.Unmarshal(data, &y); err != nil {
		return Year{}, fmt.Errorf("节假日文件不是 holiday-cn 格式：%w", err)
	}
	if y.Year < 2000 || y.Year > 2200 {
		return Year{}, fmt.Errorf("节假日文件的年份 %d 不对", y.Year)
	}
	if len(y.Days) == 0 {
		return Year{}, fmt.Errorf("节假日文件没有 %d 年的日期，可能尚未公布", y.Year)
	}
	seen := map[string]bool{}
	for _, d := range y.Days {
		at, err := time.Parse(time.DateOnly, d.Date)
		if err != nil || at.Year() < y.Year-1 || at.Year() > y.Year+1 {
			return Year{}, fmt.Errorf("节假日文件里的日期 %q 不对", d.Date)
		}
		if seen[d.Date] {
			return Year{}, fmt.Errorf("节假日文件里的日期 %s 重复", d.Date)
		}
		seen[d.Date] = true
	}
	return y, nil
}

// Load reads a file, or every .json file of a folder: this is how a new year comes in without a new program.
func Load(name string) ([]Year, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("read calendar %s: %w", name, err)
	}
	if info.IsDir() {
		return read(os.DirFS(name), ".")
	}
	return read(os.DirFS(filepath.Dir(name)), filepath.Base(name))
}

// read reads a file or a folder of a file system, in the order of names.
func read(files fs.FS, name string) ([]Year, error) {
	names := []string{name}
	if entries, err := fs.ReadDir(files, name); err == nil {
		names = nil
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), ".json") {
				names = append(names, path.Join(name, e.Name()))
			}
		}
	}
	var years []Year
	for _, n := range names {
		data, err := fs.ReadFile(files, n)
		if err != nil {
			return nil, fmt.Errorf("read calendar %s: %w", n, err)
		}
		y, err := ParseYear(data)
		if err != nil {
			return nil, fmt.Errorf("%s：%w", n, err)
		}
		years = append(years, y)
	}
	return years, nil
}
