package main

import (
	"context"
	"errors"
	"strings"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// forecastVerb forecasts a decision.
type forecastVerb struct {
	Dispute string   `arg:"" help:"The dispute's id, such as afghanistan-1996."`
	Session string   `placeholder:"N" help:"The session, such as 52 or S-18, or 29.2 for the second decision at one (the next session)."`
	AsOf    string   `placeholder:"DATE" help:"The day of which it is: nothing decided later is known (the opening of the session)."`
	Set     []string `sep:"none" placeholder:"CLAIMANT.FACT=VALUE" help:"Suppose that a fact is otherwise, such as taliban.capital=held; any number of times."`
	Stamp   bool     `help:"Put the forecast at the end of the ledger, as of today; needs --by."`
	By      string   `placeholder:"NAME" help:"Who stamps it."`
	dataFlag
	rulesFlag
	jsonFlag
}

// Run makes the forecast and prints it; with --stamp it stamps it too.
func (v *forecastVerb) Run(ctx context.Context, p *program) error {
	if v.Stamp {
		return v.stamp(ctx, p)
	}
	engine, err := p.engine(ctx, v.Data, v.rulesFlag)
	if err != nil {
		return err
	}
	forecast, err := v.forecast(engine)
	if err != nil {
		return err
	}
	if v.JSON {
		return p.json(forecast)
	}
	dispute, _ := engine.Casebook().Dispute(v.Dispute)
	return writeForecast(p.stdout, engine.Casebook().Library, dispute, &forecast)
}

// engine makes the engine over the record in a file.
func (p *program) engine(ctx context.Context, path string, rulebook rulesFlag) (*precedents.Engine, error) {
	set, err := rulebook.load()
	if err != nil {
		return nil, err
	}
	library, err := p.recordOrLibrary(ctx, path)
	if err != nil {
		return nil, err
	}
	return precedents.NewEngine(precedents.NewCasebook(library), set), nil
}

// forecast asks the engine. What it cannot answer is a wrong use.
func (v *forecastVerb) forecast(engine *precedents.Engine) (precedents.Forecast, error) {
	dispute, ok := engine.Casebook().Dispute(v.Dispute)
	if !ok {
		return precedents.Forecast{}, noSuchDispute(engine.Casebook().Library, v.Dispute)
	}
	key, err := decisionAsked(v.Session)
	if err != nil {
		return precedents.Forecast{}, inOneLine(err)
	}
	asOf, err := credentials.ParseDate(v.AsOf)
	if err != nil {
		return precedents.Forecast{}, inOneLine(err)
	}
	whatIf, err := precedents.ParseWhatIf(dispute, v.Set)
	if err != nil {
		return precedents.Forecast{}, inOneLine(err)
	}
	forecast, err := engine.ForecastDecision(dispute.ID, key, asOf, whatIf, precedents.Options{})
	if missing, ok := errors.AsType[*credentials.NotFound](err); ok {
		return forecast, misused("there is no %s %s in the record, and it is not the next session; name a session of %s with --session, or none for the next",
			missing.Kind, missing.ID, dispute.ID)
	}
	return forecast, inOneLine(err)
}

// decisionAsked reads a session, or one of several decisions at it; nothing
// stands for the next session.
func decisionAsked(text string) (credentials.DecisionKey, error) {
	if strings.Contains(text, ".") {
		return credentials.ParseDecisionKey(text)
	}
	session, err := credentials.ParseSession(text)
	return credentials.DecisionKey{Session: session}, err
}

func noSuchDispute(library *precedents.Library, id string) error {
	ids := make([]string, len(library.Disputes))
	for i := range library.Disputes {
		ids[i] = library.Disputes[i].ID
	}
	mend := credentials.Suggest(id, ids)
	if mend == "" {
		mend = "write its id as in the address of its page, such as afghanistan-1996"
	}
	return misused("there is no dispute %q in the record; %s", id, mend)
}
