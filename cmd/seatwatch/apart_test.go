package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// asProgram is set in the environment of a process that is to be the program and
// not its tests: what a signal does to it, or a limit, is seen from outside.
const asProgram = "SEATWATCH_TEST_IS_THE_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// apart is the program in a process of its own.
type apart struct {
	served
	command *exec.Cmd
}

// command makes the command of the program in a process of its own.
func command(tb testing.TB, args ...string) *exec.Cmd {
	tb.Helper()
	self, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	command := exec.CommandContext(tb.Context(), self, args...)
	command.Env = append(os.Environ(), asProgram+"=1")
	return command
}

// launched starts the program on a free port, in a process of its own, and does
// not wait for it.
func launched(tb testing.TB, data string) *apart {
	tb.Helper()
	p := &apart{command: command(tb, "--addr", "127.0.0.1:0", "--data", data)}
	p.stderr = &safeBuffer{}
	p.command.Stderr = p.stderr
	out, err := p.command.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	p.rest = bufio.NewReader(out)
	if err := p.command.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(p.kill)
	return p
}

// up waits for the line with the address.
func (p *apart) up() error {
	line, err := p.rest.ReadString('\n')
	p.line = line
	if p.address = addressPattern.FindString(line); p.address == "" {
		return fmt.Errorf("it printed %q, %w, and said %s", line, err, p.stderr)
	}
	return nil
}

// servingApart starts the program in a process of its own and waits until it serves.
func servingApart(tb testing.TB, data string) *apart {
	tb.Helper()
	p := launched(tb, data)
	if err := p.up(); err != nil {
		tb.Fatal(err)
	}
	return p
}

// kill ends the process as a power switch would end it. One that has ended is left
// alone.
func (p *apart) kill() {
	_ = p.command.Process.Kill()
	_ = p.command.Wait()
}
