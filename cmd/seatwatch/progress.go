package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// progress says on a terminal how far long work has come, on one line that is
// written over. In a pipe it is silent.
type progress struct {
	out  io.Writer
	now  func() time.Time
	last time.Time
	live bool
}

// progressEvery is how often the line is written over.
const progressEvery = 100 * time.Millisecond

func (p *program) progress() *progress {
	file, ok := p.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return &progress{}
	}
	return &progress{out: file, now: p.now}
}

// say writes the line over, at most every tenth of a second.
func (p *progress) say(format string, args ...any) {
	if p.out == nil || p.live && p.now().Sub(p.last) < progressEvery {
		return
	}
	p.last, p.live = p.now(), true
	fmt.Fprintf(p.out, "\r\x1b[K"+format+" …", args...)
}

// end takes the line away.
func (p *progress) end() {
	if p.live {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.live = false
	}
}
