package db

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

const (
	// faultLimit is the number of faults after which an import gives up; whoever
	// mends so many will run it again.
	faultLimit = 1000
	// progressEvery is after how many rows an import tells how far it is.
	progressEvery = 10_000
)

// ImportUNDL brings in recorded votes from the Digital Library's bulk layout, as
// precedents.ReadUNDL reads it, or none of them: with any fault the error is
// precedents.Faults and nothing is changed. The rows of one vote may come apart.
// What is held meanwhile is the head of every vote and one byte for each of its
// ballots, however many rows there are. What a vote's totals say is kept as the
// printed tally, beside the one counted from the ballots; the Digital Library's
// own totals differ at times, and that is not a fault. progress, which may be
// nil, is told the number of rows now and then.
func (s *Store) ImportUNDL(ctx context.Context, rows iter.Seq2[precedents.UNDLBallot, error], by string, now time.Time,
	dryRun bool, progress func(rows int),
) (ImportReport, error) {
	if err := person(by); err != nil {
		return ImportReport{}, err
	}
	frame, err := s.Frame(ctx)
	if err != nil {
		return ImportReport{}, err
	}
	gathered := newUNDL(frame)
	if err := gathered.gather(ctx, rows, progress); err != nil {
		return ImportReport{}, err
	}
	return s.importing(ctx, dryRun, func(in *importing) error {
		for _, id := range gathered.order {
			rollCall := gathered.rollCall(id)
			err := in.record(precedents.RollCallRecord(&rollCall), rollCallLibrary(rollCall), by, "from the Digital Library", now)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

var emptyFrame = precedents.NewFrame(nil, nil, nil, nil, precedents.Law{}, "")

// undl gathers the rows of recorded votes.
type undl struct {
	frame   *precedents.Frame
	members map[string]int
	votes   map[string]*undlVote
	order   []string
	faults  precedents.Faults
}

// undlVote is one recorded vote: its head, and a byte for every Member in the
// order of their codes, 0 for one without a row.
type undlVote struct {
	head    credentials.RollCall
	ballots []byte
}

func newUNDL(frame *precedents.Frame) *undl {
	u := &undl{frame: frame, members: make(map[string]int, len(frame.Members)), votes: map[string]*undlVote{}}
	for i, member := range frame.Members {
		u.members[member.Code] = i
	}
	return u
}

// gather takes every row. An error is that of reading, or all the faults.
func (u *undl) gather(ctx context.Context, rows iter.Seq2[precedents.UNDLBallot, error], progress func(rows int)) error {
	n := 0
	for row, err := range rows {
		if fault, ok := errors.AsType[precedents.PlacedFault](err); ok {
			u.faults = append(u.faults, fault)
		} else if err != nil {
			return err
		} else {
			u.add(row)
		}
		if n++; n%progressEvery == 0 {
			if progress != nil {
				progress(n)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if len(u.faults) >= faultLimit {
			break
		}
	}
	if progress != nil {
		progress(n)
	}
	if len(u.faults) > 0 {
		return u.faults
	}
	slices.Sort(u.order)
	return nil
}

func (u *undl) refuse(row precedents.UNDLBallot, mend, format string, args ...any) {
	u.faults = append(u.faults, precedents.PlacedFault{
		Place: row.Place, Fault: credentials.Fault{What: fmt.Sprintf(format, args...), Mend: mend},
	})
}

func (u *undl) add(row precedents.UNDLBallot) {
	vote := u.vote(row)
	member, ok := u.members[row.Member]
	switch {
	case vote == nil:
	case !ok:
		u.refuse(row, "add the Member first", "there is no Member %q", row.Member)
	case vote.ballots[member] == 0:
		vote.ballots[member] = letterOf(row.Ballot)
	case vote.ballots[member] != letterOf(row.Ballot):
		u.refuse(row, "look which of the two rows is right", "%s votes %c here and %c in an earlier row of %s", row.Member, letterOf(row.Ballot), vote.ballots[member], row.RollCall.ID)
	}
}

// nonVoting stands for a row that says that a Member did not vote.
const nonVoting = 'X'

func letterOf(ballot credentials.Ballot) byte {
	if ballot == "" {
		return nonVoting
	}
	return ballot[0]
}

// vote gives the recorded vote of a row; nil if what the row says of it is at
// fault.
func (u *undl) vote(row precedents.UNDLBallot) *undlVote {
	head := row.RollCall
	vote := u.votes[head.ID]
	if vote == nil {
		vote = &undlVote{cloned(head), make([]byte, len(u.frame.Members))}
		u.votes[vote.head.ID] = vote
		u.order = append(u.order, vote.head.ID)
		if _, ok := u.frame.Session(head.Session); !ok {
			u.refuse(row, "add the session first", "the %s is not in the record", head.Session.Words())
		}
	}
	if vote.head.Session != head.Session || vote.head.Date != head.Date || vote.head.Resolution != head.Resolution {
		u.refuse(row, "give one recorded vote one date, session and resolution", "the rows of %s do not agree on what it was", head.ID)
		return nil
	}
	return vote
}

// cloned gives a head that keeps nothing of the row it was read from.
func cloned(head *credentials.RollCall) credentials.RollCall {
	clone := *head
	for _, text := range []*string{&clone.ID, &clone.Question, &clone.SourceID, &clone.PrintedSource} {
		*text = strings.Clone(*text)
	}
	return clone
}

// rollCall gives a recorded vote with its ballots, counted.
func (u *undl) rollCall(id string) credentials.RollCall {
	vote := u.votes[id]
	rollCall := vote.head
	for i, ballot := range vote.ballots {
		if ballot != 0 && ballot != nonVoting {
			rollCall.Ballots = append(rollCall.Ballots, credentials.MemberBallot{Member: u.frame.Members[i].Code, Ballot: ballotOf[ballot]})
		}
	}
	rollCall.Counted = rollCall.Count()
	return rollCall
}

// ballotOf gives the ballot of its letter without making a new text each time.
var ballotOf = func() (of [256]credentials.Ballot) {
	for _, term := range credentials.Ballots.Terms {
		of[term.Code[0]] = term.Code
	}
	return of
}()
