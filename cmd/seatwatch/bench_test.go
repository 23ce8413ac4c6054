package main

import (
	"bufio"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// built gives the program as it is released, built once.
var built = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "seatwatch-bench-")
	if err != nil {
		return "", err
	}
	program := filepath.Join(folder, "seatwatch")
	command := exec.Command("go", "build", "-trimpath", "-o", program, ".")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, said)
	}
	return program, nil
})

// process is the built program, serving.
type process struct {
	served
	command *exec.Cmd
}

// started starts the built program and gives it when its home page was served.
func started(b *testing.B, data string) *process {
	b.Helper()
	program, err := built()
	if err != nil {
		b.Fatal(err)
	}
	p := &process{command: exec.Command(program, "--addr", "127.0.0.1:0", "--data", data)}
	out, err := p.command.StdoutPipe()
	if err == nil {
		err = p.command.Start()
	}
	if err != nil {
		b.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if p.address = addressPattern.FindString(line); err != nil || p.address == "" {
		b.Fatalf("it printed %q, %v", line, err)
	}
	if status, _ := p.get(b, "/"); status != http.StatusOK {
		b.Fatalf("the home page is %d", status)
	}
	return p
}

// finish stops the program as an operator would.
func (p *process) finish(b *testing.B) {
	b.Helper()
	http.DefaultClient.CloseIdleConnections()
	if err := errors.Join(p.command.Process.Signal(syscall.SIGTERM), p.command.Wait()); err != nil {
		b.Error(err)
	}
}

// BenchmarkFirstStart is from the command to the served home page, with no file
// yet.
func BenchmarkFirstStart(b *testing.B) {
	if _, err := built(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		data := filepath.Join(b.TempDir(), "seatwatch.db")
		b.StartTimer()
		p := started(b, data)
		b.StopTimer()
		p.finish(b)
		b.StartTimer()
	}
}

// BenchmarkLaterStart is the same with the file there.
func BenchmarkLaterStart(b *testing.B) {
	data := seeded(b)
	if _, err := built(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p := started(b, data)
		b.StopTimer()
		p.finish(b)
		b.StartTimer()
	}
}

// BenchmarkEveryPage visits every page and gives the memory that the program
// holds afterwards.
func BenchmarkEveryPage(b *testing.B) {
	p := started(b, seeded(b))
	defer p.finish(b)
	pages := 0
	for b.Loop() {
		c := visitAll(b, &p.served)
		pages = len(c.pages)
	}
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(memory(b, p.command.Process.Pid, "VmRSS"), "MB-resident")
	b.ReportMetric(memory(b, p.command.Process.Pid, "VmHWM"), "MB-resident-at-most")
}

// memory reads a figure of a process from the kernel, in megabytes.
func memory(b *testing.B, pid int, name string) float64 {
	b.Helper()
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		b.Skip("the kernel does not tell: ", err)
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); fields[0] == name+":" {
			kilobytes, err := strconv.ParseFloat(fields[1], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kilobytes / 1024
		}
	}
	b.Fatalf("the kernel tells no %s", name)
	return 0
}
