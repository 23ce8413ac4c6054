package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"seatwatch/db"
	"seatwatch/precedents"
	"seatwatch/views"
)

// The longest that a client may take. Pages are put together in milliseconds;
// the rest is a slow line.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 2 * time.Minute
	// drainTimeout is how long requests under way may go on when the program is
	// told to end.
	drainTimeout = 10 * time.Second
	// headerLimit leaves room for an address with a search of 10,000 characters
	// of any script.
	headerLimit = 256 << 10
)

// serveVerb serves the record.
type serveVerb struct {
	Config
	rulesFlag
}

// Run serves until ctx is done.
func (v *serveVerb) Run(ctx context.Context, p *program) (err error) {
	log := p.log(v.Dev)
	rulebook, err := v.load()
	if err != nil {
		return err
	}
	listener, err := listen(ctx, v.Addr)
	if err != nil {
		return err
	}
	store, err := p.open(ctx, v.Data, log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	made := versionOf()
	handler, err := views.New(views.Deps{
		Store: store, Forecasts: &forecasts{store: store, rules: rulebook}, Log: log, Now: p.now, Version: made.Version, Stopping: ctx.Done(),
		Private: v.Private, Dev: v.Dev,
	})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := p.checkClock(ctx, store, log); err != nil {
		return errors.Join(err, listener.Close())
	}
	setUp, err := p.setUp(ctx, store, address(listener))
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	log.Info("started", slog.Any("config", v.Config), slog.String("version", made.Version), slog.String("commit", made.Commit))
	fmt.Fprintf(p.stdout, "Seatwatch is at %s (the record is in %s; Ctrl-C stops it)\n%s", address(listener), v.Data, setUp)
	return serve(ctx, listener, handler, log)
}

func (p *program) log(dev bool) *slog.Logger {
	if dev {
		return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	return slog.New(slog.NewJSONHandler(p.stderr, nil))
}

// listen takes the address, or says in a sentence why it cannot be had.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", addr)
	switch {
	case err == nil:
		return listener, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is in use by another program; stop that one, or choose another address with --addr", addr)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s may not be used without more rights; choose a port above 1023 with --addr", addr)
	}
	return nil, fmt.Errorf("%s is no address of this machine; choose one with --addr, such as 127.0.0.1:8080", addr)
}

// address gives the address at which a browser on this machine finds the
// listener.
func address(listener net.Listener) string {
	host, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return "http://" + listener.Addr().String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// open opens the file, making it if need be, and brings the built-in library in.
func (p *program) open(ctx context.Context, path string, log *slog.Logger) (*db.Store, error) {
	progress := p.progress()
	progress.say("opening %s", path)
	store, err := db.Open(ctx, path)
	progress.end()
	if err != nil {
		return nil, err
	}
	if err := p.seed(ctx, store, path, log); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// openAsItIs opens a record without bringing a newer library into it, which is
// for serve to do. An empty file is filled with the built-in library, since there
// is nothing else in it to work on.
func (p *program) openAsItIs(ctx context.Context, path string) (*db.Store, error) {
	store, err := db.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	frame, err := store.Frame(ctx)
	if err == nil && len(frame.Members) == 0 {
		err = p.seed(ctx, store, path, p.quietLog())
	}
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// checkClock warns of a clock that stands before the last change: what is changed
// under it would bear a wrong day.
func (p *program) checkClock(ctx context.Context, store *db.Store, log *slog.Logger) error {
	latest, err := store.Latest(ctx, 1)
	if err == nil && len(latest) == 1 && p.now().Before(latest[0].At) {
		log.Warn("the clock of this machine stands before the last change of the record; set it right", slog.Time("last_change", latest[0].At), slog.Time("clock", p.now()))
	}
	return err
}

// seed brings the built-in library into the store, unless it is there already,
// which is told by its hash: reading the library takes longer than a later start
// should.
func (p *program) seed(ctx context.Context, store *db.Store, path string, log *slog.Logger) error {
	hash, err := precedents.EmbeddedHash()
	if err != nil {
		return fmt.Errorf("the built-in library is not sound: %w", err)
	}
	if seeded, err := store.Seeded(ctx, hash); err != nil || seeded {
		return err
	}
	progress := p.progress()
	defer progress.end()
	progress.say("bringing the built-in library into %s", path)
	library, err := precedents.Embedded()
	if err != nil {
		return fmt.Errorf("the built-in library is not sound: %w", err)
	}
	report, err := store.Seed(ctx, library, p.now())
	if err != nil {
		return err
	}
	log.Info("brought the built-in library in",
		slog.Int("added", len(report.Added)), slog.Int("updated", len(report.Updated)), slog.Int("kept", len(report.Kept)))
	if len(report.Kept) > 0 {
		log.Warn("the newer library differs from edited records; see \"seatwatch library\"", slog.Any("records", report.Kept))
	}
	return nil
}

// serve answers until ctx is done and then lets the requests under way end.
func serve(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    headerLimit,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("the server ended: %w; start it again", err)
	case <-ctx.Done():
	}
	log.Info("stopping")
	draining, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	if err := server.Shutdown(draining); err != nil {
		return errors.Join(fmt.Errorf("some requests did not end within %s and were cut off", drainTimeout), server.Close())
	}
	log.Info("stopped")
	return nil
}
