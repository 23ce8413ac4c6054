package main

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		args string
		want string
	}{
		{"", "format generated modules modern vet lint build test crawl fuzz vulnerabilities"},
		{"-only lint,vet", "vet lint"},
		{"-skip test,fuzz", "format generated modules modern vet lint build crawl vulnerabilities"},
		{"-with browser -skip fuzz,format", "generated modules modern vet lint build test crawl vulnerabilities browser"},
		{"-only browser", "browser"},
	} {
		g := &gate{}
		chosen, err := g.choose(strings.Fields(c.args), io.Discard)
		var names []string
		for _, s := range chosen {
			names = append(names, s.name)
		}
		if err != nil || !slices.Equal(names, strings.Fields(c.want)) {
			t.Errorf("%q chooses %v, %v", c.args, names, err)
		}
		if g.fuzzTime != 10*time.Second {
			t.Errorf("%q fuzzes for %s", c.args, g.fuzzTime)
		}
	}
	for _, args := range []string{"-only nothing", "-skip tests", "lint", "-when browser"} {
		if _, err := (&gate{}).choose(strings.Fields(args), io.Discard); err == nil {
			t.Errorf("%q was taken", args)
		}
	}
}

func TestReport(t *testing.T) {
	var out strings.Builder
	passed := []result{{name: "vet", took: time.Second}, {name: "vulnerabilities", unmade: "nobody answers"}}
	if code := report(passed, &out); code != 0 {
		t.Errorf("ended with %d", code)
	}
	if !strings.Contains(out.String(), "NOT MADE: nobody answers") || strings.Count(out.String(), "passed") != 1 {
		t.Errorf("a step that was not made reads as passed:\n%s", &out)
	}
	if code := report(append(passed, result{name: "lint", err: errors.New("a fault")}), &out); code != 1 || !strings.Contains(out.String(), "FAILED") {
		t.Errorf("ended with %d:\n%s", code, &out)
	}
}
