// Package config reads the settings of a deployment and holds the district profiles that come with the program.
// What a platform wants in its own section it reads itself; here that part stays unread.
package config

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

//go:embed districts/*.yaml
var districts embed.FS

// District finds a profile: a name such as xiqing is one that comes with the program, anything with a slash or an
// ending is a file. It returns the text and the name to show in error messages.
func District(nameOrFile string) (data []byte, name string, err error) {
	if strings.ContainsAny(nameOrFile, `./\`) {
		data, err = os.ReadFile(nameOrFile)
		if err != nil {
			return nil, "", fmt.Errorf("read district profile %s: %w", nameOrFile, err)
		}
		return data, nameOrFile, nil
	}
	name = path.Join("districts", nameOrFile+".yaml")
	data, err = districts.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", fmt.Errorf("no district %q comes with the program, only %s", nameOrFile,
			strings.Join(Districts(), ", "))
	}
	if err != nil {
		return nil, "", fmt.Errorf("read district profile %s: %w", nameOrFile, err)
	}
	return data, nameOrFile + ".yaml", nil
}

// Districts lists the names of the profiles that come with the program.
func Districts() []string {
	entries, err := districts.ReadDir("districts")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return out
}
