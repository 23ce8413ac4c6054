package views

import (
	"context"
	"time"

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
		// Changes rises with every change that a page without an account could show,
		// of the record or beside it.
		Changes() uint64
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
		Cards(ctx context.Context, ids []string) ([]precedents.Card, error)
		DecisionsAt(ctx context.Context, session credentials.Session) ([]precedents.DecisionRow, error)
	}

	// VoteStore gives recorded votes and the stances of Members.
	VoteStore interface {
		RollCalls(ctx context.Context, filter precedents.RollCallFilter) (precedents.RollCallPage, error)
		RollCall(ctx context.Context, id string) (credentials.RollCall, error)
		// Voting gives every recorded vote on a seat with every ballot.
		Voting(ctx context.Context) (*precedents.Voting, error)
		PositionsOf(ctx context.Context, member string) ([]precedents.PositionRow, error)
		AddRollCall(ctx context.Context, vote credentials.RollCall, by, what string, now time.Time) (id string, err error)
		CorrectRollCall(ctx context.Context, vote credentials.RollCall, expected int, by, what string, now time.Time) error
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
		// News is the latest of what has a page of its own.
		News(ctx context.Context, n int) ([]precedents.News, error)
		Kept(ctx context.Context) ([]precedents.Kept, error)
		// Releases are the built-in libraries that came in, and EditedSince what people
		// have changed since the latest.
		Releases(ctx context.Context) ([]precedents.Release, error)
		EditedSince(ctx context.Context, n int) (latest []credentials.Revision, total int, err error)
		// Edition is the record as it stood at the end of a day, and Begun its first
		// day.
		Edition(ctx context.Context, day credentials.Date) (*precedents.Edition, error)
		Begun(ctx context.Context) (credentials.Date, error)
	}

	// ForecastStore gives the engine over the record as it stands, and how far it
	// is to be trusted. All of it is made once for a record and kept.
	ForecastStore interface {
		Engine(ctx context.Context) (*precedents.Engine, error)
		// Backtest gives the scores on contested decisions.
		Backtest(ctx context.Context) (precedents.Backtest, error)
	}

	// MinutesStore keeps the logs of meetings and what is published of them.
	MinutesStore interface {
		OpenMinutes(ctx context.Context, opening credentials.MinutesEntry, now time.Time) (id string, err error)
		Enter(ctx context.Context, id string, entries []credentials.MinutesEntry, by string, now time.Time) ([]credentials.EntryTaken, error)
		MinutesEntries(ctx context.Context, id string, after int) ([]credentials.MinutesEntry, error)
		Drafts(ctx context.Context) ([]precedents.DraftRow, error)
		Publish(ctx context.Context, id, why, by string, now time.Time) (credentials.Revision, error)
		Minutes(ctx context.Context, id string) (credentials.Minutes, error)
		MeetingsLogged(ctx context.Context, session credentials.Session) ([]precedents.MeetingRow, error)
	}

	// LedgerStore gives the forecasts that were stamped, in their order.
	LedgerStore interface {
		Ledger(ctx context.Context) ([]precedents.LedgerEntry, error)
	}

	// EditStore changes disputes, and takes records out and back.
	EditStore interface {
		EditDispute(ctx context.Context, id string, edit credentials.Edit, what string, now time.Time) (credentials.Revision, error)
		OpenDispute(ctx context.Context, d credentials.Dispute, by, what string, now time.Time) (credentials.Revision, error)
		Delete(ctx context.Context, record string, expected int, by, what string, now time.Time) error
		Restore(ctx context.Context, record string, number, expected int, by string, now time.Time) error
	}

	// AccountStore gives accounts and what their holders may sign in with.
	AccountStore interface {
		Accounts(ctx context.Context) ([]credentials.Account, error)
		Account(ctx context.Context, number int) (credentials.Account, error)
		HasAdministrator(ctx context.Context) (bool, error)
		SignIn(ctx context.Context, email, password string) (credentials.Account, error)
		SetPassword(ctx context.Context, number int, password string, now time.Time) error
		SetRole(ctx context.Context, number int, role credentials.Role) error
		Disable(ctx context.Context, number int, now time.Time) error
		Enable(ctx context.Context, number int) error
		EndSessions(ctx context.Context, number int) error
	}

	// InvitationStore gives links that can be used once.
	InvitationStore interface {
		Invitations(ctx context.Context) ([]credentials.Invitation, error)
		Invitation(ctx context.Context, opens string, now time.Time) (credentials.Invitation, error)
		Invite(ctx context.Context, i credentials.Invitation, form string) (opens string, err error)
		Accept(ctx context.Context, opens string, a credentials.Account, password string, now time.Time) (credentials.Account, error)
		Withdraw(ctx context.Context, number int, now time.Time) error
	}

	// TokenStore gives the keys with which programs act for accounts.
	TokenStore interface {
		Tokens(ctx context.Context, account int) ([]credentials.Token, error)
		AddToken(ctx context.Context, t credentials.Token, form string) (sends string, err error)
		RevokeToken(ctx context.Context, account, number int, now time.Time) error
		TokenHolder(ctx context.Context, sends string) (credentials.Account, error)
	}

	// SessionStore keeps the sessions of browsers.
	SessionStore interface {
		WebSession(ctx context.Context, cookie string, now time.Time) (content []byte, found bool, err error)
		KeepWebSession(ctx context.Context, cookie string, content []byte, expires, now time.Time) error
		ChangeWebSession(ctx context.Context, cookie string, content []byte, expires time.Time) error
		EndWebSession(ctx context.Context, cookie string) error
	}

	// ClassStore keeps classes, their students and what those say.
	ClassStore interface {
		Classes(ctx context.Context, account int) ([]credentials.Class, error)
		Class(ctx context.Context, number int) (credentials.Class, error)
		ClassBehind(ctx context.Context, opens string) (credentials.Class, error)
		OpenClass(ctx context.Context, class credentials.Class, form string, now time.Time) (number int, opens string, err error)
		RenewClass(ctx context.Context, number int) (opens string, err error)
		CloseCases(ctx context.Context, number int, cases []int, now time.Time) error
		DeleteClass(ctx context.Context, number int) error
		Students(ctx context.Context, class int) ([]credentials.Student, error)
		StudentWith(ctx context.Context, class int, shows string) (credentials.Student, error)
		Join(ctx context.Context, student credentials.Student, shows string, now time.Time) error
		RemoveStudent(ctx context.Context, class, student int) error
		Answers(ctx context.Context, class int) ([]credentials.Answer, error)
		Answer(ctx context.Context, student credentials.Student, a credentials.Answer, now time.Time) error
	}

	// FrozenStore keeps briefs as they were.
	FrozenStore interface {
		FrozenBrief(ctx context.Context, number int) (precedents.FrozenBrief, error)
		FrozenBriefOf(ctx context.Context, key string) (precedents.FrozenBrief, error)
		FrozenBriefs(ctx context.Context, filter precedents.FrozenFilter) ([]precedents.FrozenRow, error)
		KeepBrief(ctx context.Context, f precedents.FrozenBrief) (precedents.KeptBrief, error)
		WithdrawBrief(ctx context.Context, number int, now time.Time) error
	}

	// Store is everything the pages need of the record.
	Store interface {
		FrameStore
		DisputeStore
		VoteStore
		DocumentStore
		RevisionStore
		EditStore
		LedgerStore
		MinutesStore
		AccountStore
		InvitationStore
		TokenStore
		SessionStore
		ClassStore
		FrozenStore
	}
)
