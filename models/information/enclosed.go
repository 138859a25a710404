package information

import (
	"encoding/json"
	"slices"
)

// Enclosure is a picture or file that came with a report or was handed in later.
type Enclosure struct {
	Kind    string `json:"kind"` // image, file, voice, video
	Name    string `json:"name,omitempty"`
	Ref     string `json:"ref"`               // how the platform names it
	Message string `json:"message,omitempty"` // id of the message that brought it, where that is another
}

// Enclosures are what came with the report and later, in order, each with the message that brought it.
func (r Report) Enclosures() []Enclosure {
	var out []Enclosure
	if json.Unmarshal([]byte(r.Media), &out) != nil {
		return nil // none, or words of an old record
	}
	for i := range out {
		if out[i].Message == "" {
			out[i].Message = r.Message
		}
	}
	return out
}

// Enclose adds what came; what is there already is not added again.
func (r *Report) Enclose(more ...Enclosure) {
	all := r.Enclosures()
	for _, e := range more {
		if !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	for i := range all {
		if all[i].Message == r.Message {
			all[i].Message = ""
		}
	}
	if text, err := json.Marshal(all); err == nil && len(all) > 0 { // strings alone: it cannot fail
		r.Media = string(text)
	}
}

// Photos counts the pictures among enclosures, and what is none.
func Photos(list []Enclosure) (photos, files int) {
	for _, e := range list {
		if e.Kind == "image" {
			photos++
		} else {
			files++
		}
	}
	return photos, files
}
