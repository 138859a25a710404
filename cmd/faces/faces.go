// Package faces lists every regulation's face, and makes the ear that hears for them: what the program runs, and what
// the ear is trained for.
package faces

import (
	"linzhangbot/handlers"
	"linzhangbot/handlers/asking"
	"linzhangbot/handlers/assessment"
	"linzhangbot/handlers/cooperation"
	"linzhangbot/handlers/delivery"
	"linzhangbot/handlers/ear"
	"linzhangbot/handlers/information"
	"linzhangbot/handlers/meeting"
	"linzhangbot/handlers/roster"
	"linzhangbot/handlers/supervision"
	"linzhangbot/models/profile"
)

// Modules are the faces, in the order of help.
func Modules() []handlers.Module {
	return []handlers.Module{
		roster.Module(),
		asking.Module(),
		delivery.Module(),
		information.Module(),
		supervision.Module(),
		meeting.Module(),
		cooperation.Module(),
		{Name: "assessment", Title: "考核制度", Frames: assessment.Frames}, // understood; it opens with a later release
	}
}

// Ear is what the commands of a deployment listen for, in the words of one district.
func Ear(d *handlers.Deployment, p *profile.Profile) *ear.Ear {
	return ear.For(d.Frames(), d.Heard(p), p, d.Days)
}
