package main

import (
	"log/slog"
	"net"
	"strconv"
)

// dataFlag is the flag of every verb that uses the file.
type dataFlag struct {
	Data string `default:"seatwatch.db" placeholder:"F" help:"The file of the record (${default})."`
}

// jsonFlag is the flag of every verb whose result a program may want to read.
type jsonFlag struct {
	JSON bool `name:"json" help:"Print one JSON document and nothing else."`
}

// byFlag is the flag of every verb that changes the record.
type byFlag struct {
	By string `default:"import" placeholder:"NAME" help:"Whose change it is (${default})."`
}

// Config is what serving can be told.
type Config struct {
	Addr string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to serve; port 0 takes any that is free (${default})."`
	dataFlag
	Private bool `help:"Close the record to those without an account; without it reading is open to all."`
	Dev     bool `help:"Log as text, and let browsers keep nothing."`
}

// Validate says what is wrong with the configuration, as a wrong use.
func (c Config) Validate() error {
	_, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return misused("%q is not an address; write --addr as 127.0.0.1:8080", c.Addr)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return misused("%q is not a port; write a number from 0 to 65535, as in --addr 127.0.0.1:8080", port)
	}
	if c.Data == "" {
		return misused("no file is named; write --data seatwatch.db")
	}
	return nil
}

// LogValue gives the configuration for the log. What is secret would be left out
// here; nothing is yet.
func (c Config) LogValue() slog.Value {
	return slog.GroupValue(slog.String("addr", c.Addr), slog.String("data", c.Data), slog.Bool("private", c.Private), slog.Bool("dev", c.Dev))
}
