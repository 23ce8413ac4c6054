package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"seatwatch/db"
)

// versionVerb says which version this is.
type versionVerb struct {
	jsonFlag
}

// A version is what the program is made of.
type version struct {
	Version string `json:"version"`
	// Commit is empty in a program that was built without its history.
	Commit string `json:"commit"`
	Go     string `json:"go"`
	Driver string `json:"driver"`
	SQLite string `json:"sqlite"`
}

// Run prints the version.
func (v *versionVerb) Run(p *program) error {
	made := versionOf()
	if v.JSON {
		return p.json(made)
	}
	fmt.Fprintf(p.stdout, "seatwatch %s\ncommit %s\n%s\nmodernc.org/sqlite %s, SQLite %s\n",
		made.Version, cmp.Or(made.Commit, "not known"), made.Go, cmp.Or(made.Driver, "not known"), made.SQLite)
	return nil
}

func versionOf() version {
	made := version{Version: "development", Go: runtime.Version(), SQLite: db.SQLiteVersion}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return made
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		made.Version = info.Main.Version
	}
	settings := map[string]string{}
	for _, setting := range info.Settings {
		settings[setting.Key] = setting.Value
	}
	made.Commit = settings["vcs.revision"]
	if settings["vcs.modified"] == "true" {
		made.Commit += " with changes"
	}
	for _, module := range info.Deps {
		if module.Path == "modernc.org/sqlite" {
			made.Driver = module.Version
		}
	}
	return made
}
