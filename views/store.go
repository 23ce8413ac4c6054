package views

import (
	"context"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// The pages need the record through these methods. They are declared here, by
// what each kind of page asks, and package db keeps them without knowing.
// Every method gives a *credentials.NotFound for an id that names nothing.
type (
	// FrameStore gives Members, sessions, Committees, reports and law, and says
	// which record they are of.
	FrameStore interface {
		Frame(ctx context.Context) (*precedents.Frame, error)
		// Generation rises with every committed change.
		Generation() uint64
		// DataHash is the hash of the record as it stands.
		DataHash(ctx context.Context) (string, error)
	}

	// DisputeStore gives disputes and their decisions.
	DisputeStore interface {
		Dispute(ctx context.Context, id string) (credentials.Dispute, error)
		Disputes(ctx context.Context, q precedents.Query) (precedents.DisputePage, error)
		DisputesAt(ctx context.Context, session credentials.Session) ([]credentials.Dispute, error)
		DisputesOf(ctx context.Context, member string) ([]precedents.DisputeRow, error)
		LiveDisputes(ctx context.Context) ([]credentials.Dispute, error)
		Decisions(ctx context.Context, q precedents.Query) (precedents.DecisionPage, error)
		DecisionsAt(ctx context.Context, session credentials.Session) ([]precedents.DecisionRow, error)
	}

	// VoteStore gives recorded votes and the stances of Members.
	VoteStore interface {
		RollCalls(ctx context.Context, filter precedents.RollCallFilter) (precedents.RollCallPage, error)
		RollCall(ctx context.Context, id string) (credentials.RollCall, error)
		BallotsOf(ctx context.Context, member string) ([]precedents.BallotRow, error)
		PositionsOf(ctx context.Context, member string) ([]precedents.PositionRow, error)
	}

	// DocumentStore gives documents and searches the record.
	DocumentStore interface {
		Documents(ctx context.Context) ([]precedents.DocumentRow, error)
		Document(ctx context.Context, symbol credentials.Symbol) ([]precedents.Mention, error)
		Search(ctx context.Context, text string) ([]precedents.Hit, error)
	}

	// RevisionStore gives what was changed, by whom and when.
	RevisionStore interface {
		Revisions(ctx context.Context, record string) ([]credentials.Revision, error)
		Latest(ctx context.Context, n int) ([]credentials.Revision, error)
		Kept(ctx context.Context) ([]precedents.Kept, error)
	}

	// ForecastStore gives the engine over the record as it stands, and how far it
	// is to be trusted. All of it is made once for a record and kept.
	ForecastStore interface {
		Engine(ctx context.Context) (*precedents.Engine, error)
		// Backtest gives the scores on contested decisions.
		Backtest(ctx context.Context) (precedents.Backtest, error)
	}

	// LedgerStore gives the forecasts that were stamped, in their order.
	LedgerStore interface {
		Ledger(ctx context.Context) ([]precedents.LedgerEntry, error)
	}

	// Store is everything the pages need of the record.
	Store interface {
		FrameStore
		DisputeStore
		VoteStore
		DocumentStore
		RevisionStore
		LedgerStore
	}
)
