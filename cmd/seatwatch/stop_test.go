package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"seatwatch/credentials"
)

// TestToldToEnd tells the program to end (SIGTERM) while a form is half sent: what
// is under way is finished and kept, nothing new is taken, the program ends well, and
// the file lies there by itself.
func TestToldToEnd(t *testing.T) {
	v := newVictim(t, seeded(t))
	program := servingApart(t, v.data)
	day := credentials.DayOf(time.Now().UTC().AddDate(0, 0, -1))
	form := url.Values{"key": {"under-way-1"}, "body": {"committee"}, "session": {"81"}, "date": {day.String()}}.Encode()
	host := strings.TrimPrefix(program.address, "http://")
	connection, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	// The server asks for the body once it is in the middle of the request.
	fmt.Fprintf(connection, "POST /meetings/new.json HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
		"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n", host, v.token, len(form))
	answers := bufio.NewReader(connection)
	if line, err := answers.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("got %q, %v", line, err)
	}
	if _, err := answers.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := program.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for refused := false; !refused; {
		other, err := net.Dial("tcp", host)
		if refused = err != nil; !refused {
			_ = other.Close()
		}
	}
	fmt.Fprint(connection, form)
	response, err := http.ReadResponse(answers, nil)
	if err != nil {
		t.Fatal(err)
	}
	said, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("what was under way got %d: %s (%v)", response.StatusCode, said, err)
	}
	if err := program.command.Wait(); err != nil {
		t.Errorf("it ended with %v and said %s", err, program.stderr)
	}
	if left, err := filepath.Glob(v.data + "*"); err != nil || len(left) != 1 {
		t.Errorf("%v lies there (%v)", left, err)
	}
	meeting := credentials.MinutesID(credentials.CredentialsCommittee, credentials.RegularSessionOf(81), day, 1)
	if kept := columnOf(t, v.data, `SELECT id FROM minutes`); len(kept) != 1 || kept[0] != meeting {
		t.Errorf("the logs are %v", kept)
	}
}
