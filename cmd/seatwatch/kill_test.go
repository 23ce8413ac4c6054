package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"seatwatch/credentials"
	"seatwatch/db"
)

// killsByDefault is how often the program is killed where SEATWATCH_KILLS does not
// say otherwise. SEATWATCH_KILL_SEED chooses the moments again that a run told.
const killsByDefault = 4

// TestKilledAtRandomMoments kills the program again and again, while it starts and
// while several write to it at once. Whenever it comes up again, every change that
// it has acknowledged is there, none is there by half, and the file is sound.
func TestKilledAtRandomMoments(t *testing.T) {
	oneAfterAnother(t)
	kills, seed := killsByDefault, rand.Uint64()
	for name, set := range map[string]func(string) error{
		"SEATWATCH_KILLS":     func(text string) (err error) { kills, err = strconv.Atoi(text); return err },
		"SEATWATCH_KILL_SEED": func(text string) (err error) { seed, err = strconv.ParseUint(text, 10, 64); return err },
	} {
		if text := os.Getenv(name); text != "" && set(text) != nil {
			t.Fatalf("%s=%s is no number", name, text)
		}
	}
	t.Logf("SEATWATCH_KILL_SEED=%d", seed)
	chance := rand.New(rand.NewPCG(seed, 0))
	v := newVictim(t, seeded(t))
	program := servingApart(t, v.data)
	for round := range kills {
		v.killed(t, program, round, chance)
		if round%4 == 3 {
			killedWhileItStarts(t, v.data, chance)
		}
		program = servingApart(t, v.data)
		v.look(t, program)
		if t.Failed() {
			t.Fatalf("in round %d of seed %d", round+1, seed)
		}
	}
	t.Logf("killed %d times: %d changes were acknowledged, and all are there; of %d that were under way %d came through whole",
		kills, v.acknowledged, v.cut, v.kept)
}

// victim is a record that is written to while its program is killed, with what was
// sent to it and what it has acknowledged.
type victim struct {
	data, token string
	mutex       sync.Mutex
	// batches are the entries handed in together; titles are those given to a
	// dispute, in their order.
	batches []*batch
	titles  map[string]*titles

	acknowledged, cut, kept int
}

// batch is what goes into a log in one request: all of it or nothing.
type batch struct {
	meeting string
	keys    []string
	settled bool
}

// titles are what a dispute is called: as the program acknowledged it, and as it was
// asked to be called last.
type titles struct{ acknowledged, asked string }

// disputesToEdit are each edited by a writer of its own.
var disputesToEdit = []string{"fiji-1987", "liberia-1990"}

func newVictim(t *testing.T, data string) *victim {
	t.Helper()
	store, err := db.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	v := &victim{data: data, titles: map[string]*titles{}}
	account, err := credentials.NewAccount("writer@example.org", "Writer", credentials.Editor)
	if err == nil {
		account, err = store.AddAccount(t.Context(), account, testPassword, time.Now())
	}
	if err == nil {
		v.token, err = store.AddToken(t.Context(), credentials.Token{Account: account.Number, Name: "robot", Role: credentials.Editor, Made: time.Now()}, "form")
	}
	for _, id := range disputesToEdit {
		d, readErr := store.Dispute(t.Context(), id)
		err = errors.Join(err, readErr)
		v.titles[id] = &titles{d.Title, d.Title}
	}
	if err = errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
	return v
}

// killed lets several write to the program and kills it after a random number of
// acknowledgements and a random moment more.
func (v *victim) killed(t *testing.T, program *apart, round int, chance *rand.Rand) {
	t.Helper()
	enough, moment := chance.IntN(30), time.Duration(chance.IntN(4000))*time.Microsecond
	counted := make(chan struct{}, 1000)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}
	var writers sync.WaitGroup
	for n := range 3 {
		writers.Go(func() { v.logsMeetings(t, client, program.address, round, n, counted) })
	}
	for _, id := range disputesToEdit {
		writers.Go(func() { v.editsTitles(t, client, program.address, id, round, counted) })
	}
	for range enough {
		select {
		case <-counted:
		case <-time.After(time.Minute):
			t.Fatal("nothing more is acknowledged")
		}
	}
	// The moment is what the test is about.
	time.Sleep(moment)
	program.kill()
	writers.Wait()
	client.CloseIdleConnections()
}

func killedWhileItStarts(t *testing.T, data string, chance *rand.Rand) {
	t.Helper()
	program := launched(t, data)
	time.Sleep(time.Duration(chance.IntN(150)) * time.Millisecond)
	program.kill()
}

// send posts to the program; ok is false once it is gone.
func (v *victim) send(t *testing.T, client *http.Client, address, kind, body string, into any) (ok bool) {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		t.Error(err)
		return false
	}
	request.Header.Set("Authorization", "Bearer "+v.token)
	request.Header.Set("Content-Type", kind)
	response, err := client.Do(request)
	if err != nil {
		return false
	}
	content, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		return false
	}
	if response.StatusCode != http.StatusOK || into != nil && json.Unmarshal(content, into) != nil {
		t.Errorf("%s answers %d: %s", address, response.StatusCode, content)
		return false
	}
	return true
}

// logsMeetings hands in entries until the program is gone. The first two writers
// share a meeting, and every tenth round begins others.
func (v *victim) logsMeetings(t *testing.T, client *http.Client, site string, round, n int, counted chan<- struct{}) {
	t.Helper()
	body := []credentials.Body{credentials.CredentialsCommittee, credentials.CredentialsCommittee, credentials.GeneralAssembly}[n]
	day := credentials.DayOf(time.Now().UTC().AddDate(0, 0, -1-round/10))
	meeting := credentials.MinutesID(body, credentials.RegularSessionOf(81), day, 1)
	opening := url.Values{"key": {"opening-" + meeting}, "body": {string(body)}, "session": {"81"}, "date": {day.String()}}
	if !v.send(t, client, site+"/meetings/new.json", "application/x-www-form-urlencoded", opening.Encode(), nil) {
		return
	}
	for number := 0; ; number++ {
		b := &batch{meeting: meeting}
		var entries []map[string]any
		for i := range 1 + number%3 {
			key := fmt.Sprintf("round-%d-writer-%d-entry-%d-%d", round, n, number, i)
			b.keys = append(b.keys, key)
			entries = append(entries, map[string]any{"key": key, "item": "statement-" + key, "kind": "statement", "set": map[string]string{"member": "NOR", "text": key}})
		}
		sent, err := json.Marshal(entries)
		if err != nil {
			t.Error(err)
			return
		}
		v.mutex.Lock()
		v.batches = append(v.batches, b)
		v.mutex.Unlock()
		var told []struct {
			Key    string
			Number int
		}
		if !v.send(t, client, site+"/meetings/"+meeting+"/entries.json", "application/json", string(sent), &told) {
			return
		}
		for i := range b.keys {
			if len(told) != len(b.keys) || told[i].Key != b.keys[i] || told[i].Number == 0 {
				t.Errorf("%v is told %+v", b.keys, told)
				return
			}
		}
		v.mutex.Lock()
		b.settled = true
		v.acknowledged++
		v.mutex.Unlock()
		counted <- struct{}{}
	}
}

// editsTitles gives a dispute one title after the other until the program is gone.
func (v *victim) editsTitles(t *testing.T, client *http.Client, site, id string, round int, counted chan<- struct{}) {
	t.Helper()
	for number := 0; ; number++ {
		v.mutex.Lock()
		called := v.titles[id]
		called.asked = fmt.Sprintf("Round %d, title %d", round, number)
		form := url.Values{"was:title": {called.acknowledged}, "title": {called.asked}}
		v.mutex.Unlock()
		if !v.send(t, client, site+"/disputes/"+id+"/edit.json", "application/x-www-form-urlencoded", form.Encode(), nil) {
			return
		}
		v.mutex.Lock()
		called.acknowledged = called.asked
		v.acknowledged++
		v.mutex.Unlock()
		counted <- struct{}{}
	}
}

// look compares the file with what was acknowledged: past the program, which is up
// again.
func (v *victim) look(t *testing.T, program *apart) {
	t.Helper()
	if status, body := program.get(t, "/healthz"); status != http.StatusOK {
		t.Errorf("health is %d: %s", status, body)
	}
	pool, err := sql.Open("sqlite", v.data)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := pool.Close(); err != nil {
			t.Error(err)
		}
	}()
	if said := column(t, pool, `PRAGMA integrity_check`); !slices.Equal(said, []string{"ok"}) {
		t.Errorf("the file is not sound: %v", said)
	}
	for what, query := range map[string]string{
		"references that lead nowhere": `SELECT "table" || ' ' || rowid FROM pragma_foreign_key_check`,
		"gaps in a log":                `SELECT meeting FROM minutes_entry GROUP BY meeting HAVING max(number) <> count(*)`,
		"gaps in revisions":            `SELECT record FROM revision GROUP BY record HAVING max(number) <> count(*)`,
	} {
		if found := column(t, pool, query); len(found) > 0 {
			t.Errorf("there are %s: %v", what, found)
		}
	}
	v.lookAtLogs(t, column(t, pool, `SELECT meeting || ' ' || key FROM minutes_entry WHERE key LIKE 'round-%'`))
	for id, called := range v.titles {
		stands := column(t, pool, `SELECT title FROM dispute WHERE id = ?`, id)[0]
		text := column(t, pool, `SELECT content FROM revision WHERE record = 'dispute/' || ? ORDER BY number DESC LIMIT 1`, id)[0]
		if stands != called.acknowledged && stands != called.asked {
			t.Errorf("%s is %q, and %q was acknowledged", id, stands, called.acknowledged)
		}
		if !strings.Contains(text, stands) {
			t.Errorf("%s is %q, and its text says otherwise", id, stands)
		}
		v.count(called.acknowledged != called.asked, stands == called.asked)
		called.acknowledged, called.asked = stands, stands
	}
}

// lookAtLogs checks that each batch that was acknowledged is in the log, each other
// one whole or not at all, and nothing besides.
func (v *victim) lookAtLogs(t *testing.T, stored []string) {
	t.Helper()
	there := map[string]bool{}
	for _, entry := range stored {
		there[entry] = true
	}
	asked := 0
	for _, b := range v.batches {
		found := 0
		for _, key := range b.keys {
			if there[b.meeting+" "+key] {
				found++
			}
		}
		asked += found
		if found != len(b.keys) && (b.settled || found > 0) {
			t.Errorf("%d entries of %v are there (acknowledged: %t)", found, b.keys, b.settled)
		}
		v.count(!b.settled, found > 0)
		// What was under way and came through has to stay from now on.
		b.settled = found > 0
	}
	if asked != len(stored) {
		t.Errorf("%d entries are there, and %d were sent", len(stored), asked)
	}
	v.batches = slices.DeleteFunc(v.batches, func(b *batch) bool { return !b.settled })
}

// count adds a change that was under way when the program was killed.
func (v *victim) count(underWay, kept bool) {
	if underWay {
		v.cut++
	}
	if underWay && kept {
		v.kept++
	}
}

// column gives the single column of a query.
func column(t *testing.T, pool *sql.DB, query string, args ...any) (values []string) {
	t.Helper()
	rows, err := pool.QueryContext(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			t.Fatal(err)
		}
		values = append(values, value)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return values
}

// columnOf is column on a file that nobody has open.
func columnOf(t *testing.T, path, query string) []string {
	t.Helper()
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	return column(t, pool, query)
}
