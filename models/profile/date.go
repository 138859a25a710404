package profile

import (
	"fmt"
	"reflect"
	"time"
)

// day is how a date is written in a profile.
const day = "2006-01-02"

// UnmarshalText reads 2026-01-31. The day is put into the district's zone once the whole profile is read.
func (d *Date) UnmarshalText(text []byte) error {
	t, err := time.Parse(day, string(text))
	if err != nil {
		return fmt.Errorf("%s 不是日期，请写成 2026-01-31 的样子", text)
	}
	d.Time = t
	return nil
}

// MarshalText writes the day; a date that was not said is empty.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// MarshalJSON writes the day as text, not as the instant of its midnight.
func (d Date) MarshalJSON() ([]byte, error) { return []byte(`"` + d.String() + `"`), nil }

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Date) UnmarshalJSON(data []byte) error {
	if string(data) == `""` || string(data) == "null" {
		*d = Date{}
		return nil
	}
	if len(data) < 2 || data[0] != '"' {
		return fmt.Errorf("read a date: %q is not text", data)
	}
	return d.UnmarshalText(data[1 : len(data)-1])
}

// String is 2026-01-31, empty when not said.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(day)
}

var dateType = reflect.TypeFor[Date]()

// localise moves every date below v to the local midnight of the zone, so that it compares with instants.
func localise(v reflect.Value, loc *time.Location) {
	if v.Type() == dateType {
		d := v.Addr().Interface().(*Date)
		if !d.IsZero() {
			y, m, n := d.Date()
			d.Time = time.Date(y, m, n, 0, 0, 0, 0, loc)
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			localise(v.Elem(), loc)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				localise(v.Field(i), loc)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			localise(v.Index(i), loc)
		}
	}
}
