package house

import (
	"path/filepath"
	"testing"

	"linzhangbot/config"
)

// TestExampleSettings reads the settings that compose.yaml hands to the container: they must have no mistake.
func TestExampleSettings(t *testing.T) {
	t.Setenv("LINZHANGBOT_DATABASE_DSN", "linzhangbot:secret@tcp(mysql:3306)/linzhangbot")
	settings, problems := config.Load(filepath.Join(moduleRoot(t), "config", "example.yaml"))
	for _, p := range problems {
		t.Error(p)
	}
	if settings == nil || len(settings.Districts) == 0 {
		t.Fatalf("read %+v", settings)
	}
}
