package views

import (
	"context"
	"crypto/rand"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// classRoutes are the addresses of classes: those of a teacher, who has an account,
// and those of students, who have what their browser was given when they joined.
func (p *pages) classRoutes() []Route {
	kept := list("/classes/:number", "a class: its cases, its students, how they did", p.class)
	kept.Needs = credentials.Editor
	mine := list(link.Classes, "your classes", p.classes)
	mine.Needs = credentials.Editor
	teaching := []Route{
		mine,
		sheet(link.NewClass, "opening a class from a list of decisions", credentials.Editor, p.openingClass, queryKeys(precedents.DecisionFacets)...),
		write(link.NewClass, "opens a class, and gives the link to hand out", credentials.Editor, p.openClass),
		kept,
		write("/classes/:number/close", "closes cases of a class and shows their outcomes", credentials.Editor, p.closeCases),
		write("/classes/:number/link", "makes another link to a class; the old one opens nothing any more", credentials.Editor, p.renewClass),
		write("/classes/:number/delete", "deletes a class with all that its students wrote", credentials.Editor, p.deleteClass),
		write("/classes/:number/students/:student/delete", "takes a student out of a class with all they wrote", credentials.Editor, p.removeStudent),
	}
	return slices.Concat(teaching, p.classroomRoutes())
}

// classesPage is the classes of a teacher.
type classesPage struct{ classes []credentials.Class }

func (p *pages) classes(c echo.Context) (answer, error) {
	account, _ := accountOf(c)
	list, err := p.store.Classes(c.Request().Context(), account.Number)
	if err != nil {
		return answer{}, err
	}
	t := &table{head: []string{"class", "title", "made", "codes", "cases", "open", "students"}}
	for _, class := range list {
		t.rows = append(t.rows, []string{
			strconv.Itoa(class.Number), class.Title, class.Made.UTC().Format("2006-01-02"), strconv.FormatBool(class.Codes),
			strconv.Itoa(len(class.Cases)), strconv.Itoa(class.Open()), strconv.Itoa(class.Students),
		})
	}
	return answer{
		page: ui.Page{Title: "Your classes", JSON: link.JSON(link.Classes), CSV: link.CSV(link.Classes), Description: "Classes that forecast decisions whose outcomes are kept from them."},
		body: classesView(classesPage{list}), data: map[string]any{"classes": orNone(list)}, list: t, secret: true,
	}, nil
}

// orNone gives a list that JSON writes as one even where it is empty.
func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// classOpeningPage is the form that opens a class.
type classOpeningPage struct {
	*form
	// asked is the query of the list from which the class is opened, and sentence says
	// it in words.
	asked    url.Values
	sentence string
	found    []foundCase
	// unfit is how many decisions of the list nobody challenged.
	unfit int
}

// foundCase is a decision from which a class can be made.
type foundCase struct {
	credentials.ClassCase
	title, day string
	chosen     bool
}

// openingClass shows the decisions of a list, to choose the cases of a class from.
func (p *pages) openingClass(c echo.Context) (answer, error) {
	values := c.QueryParams()
	v, err := p.classOpening(c.Request().Context(), values, newForm(nil))
	if err != nil {
		return answer{}, err
	}
	first := map[string]bool{}
	for i := range v.found {
		one := &v.found[i]
		one.chosen = !first[one.Dispute] && len(first) < credentials.MostCases
		first[one.Dispute] = true
	}
	v.values.Set("form", rand.Text())
	return v.answer(), nil
}

func (p *pages) classOpening(ctx context.Context, asked url.Values, f *form) (classOpeningPage, error) {
	query, err := precedents.ParseQuery(precedents.DecisionFacets, asked)
	if err != nil {
		return classOpeningPage{}, strayed(err, "All decisions", link.Precedents)
	}
	query.Page, query.PageRows = 0, machineRows
	list, err := p.store.Decisions(ctx, query)
	if err != nil {
		return classOpeningPage{}, err
	}
	engine, err := p.forecasts.Engine(ctx)
	if err != nil {
		return classOpeningPage{}, err
	}
	v := classOpeningPage{form: f, asked: query.Values(), sentence: query.InWords()}
	wanted := map[string]bool{}
	for i := range list.Rows {
		key := credentials.DecisionKey{Session: list.Rows[i].Session, Number: list.Rows[i].Number}
		wanted[list.Rows[i].Dispute+":"+key.String()] = true
	}
	for _, one := range engine.Casebook().Cases {
		if !wanted[one.ID()] {
			continue
		}
		if !one.Contested() {
			v.unfit++
			continue
		}
		v.found = append(v.found, foundCase{
			credentials.ClassCase{Dispute: one.Dispute.ID, Key: one.Key},
			one.Dispute.Title + ": " + lower(keyTitle(one.Key)), one.Opened.Words(),
			slices.Contains(f.all("case"), one.ID()),
		})
	}
	if len(v.found) == 0 {
		return classOpeningPage{}, strayed(&credentials.Invalid{Faults: []credentials.Fault{{
			What: "no decision of this list was contested, and there is nothing to forecast", Mend: "take one choice away in the list of decisions",
		}}}, "The list", link.With(link.Precedents, v.asked))
	}
	return v, nil
}

func (v classOpeningPage) answer() answer {
	return answer{page: v.page(), body: openingClassView(v), secret: true}
}

func (v classOpeningPage) page() ui.Page {
	return ui.Page{Title: "Open a class", Crumbs: []ui.Crumb{{Label: "Decisions", Address: link.With(link.Precedents, v.asked)}}}
}

// openClass opens a class over the cases that were chosen.
func (p *pages) openClass(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	asked, err := url.ParseQuery(f.value("asked"))
	if err != nil {
		return answer{}, &credentials.Invalid{Faults: []credentials.Fault{{Field: "asked", What: "the list of decisions cannot be read", Mend: "open the class from the list"}}}
	}
	ctx := c.Request().Context()
	v, err := p.classOpening(ctx, asked, f)
	if err != nil {
		return answer{}, err
	}
	if f.value("form") == "" {
		f.fault("", "the form came without its number", "send it from the page of the list")
	}
	account, _ := accountOf(c)
	class, err := credentials.NewClass(account.Number, f.value("title"), f.value("facts") == "code", v.chosen())
	if err != nil && !f.hold(err) {
		return answer{}, err
	}
	if f.faulty() {
		return f.refused(v.page(), openingClassView(v)), nil
	}
	number, opens, err := p.store.OpenClass(ctx, class, f.value("form"), p.now())
	if f.hold(err) {
		return f.refused(v.page(), openingClassView(v)), nil
	}
	if err != nil {
		return answer{}, err
	}
	return answer{seeOther: link.Class(number), data: p.shownLink(c, number, opens)}, nil
}

// chosen gives the cases that were chosen, in the order in which they were decided;
// a name that is no case of the list becomes a fault.
func (v classOpeningPage) chosen() []credentials.ClassCase {
	var cases []credentials.ClassCase
	known := map[string]bool{}
	for _, one := range v.found {
		known[one.ID()] = true
		if one.chosen {
			cases = append(cases, one.ClassCase)
		}
	}
	for _, id := range v.all("case") {
		if !known[id] {
			v.fault("case", strconv.Quote(id)+" is no contested decision of this list", "choose from the list")
		}
	}
	return cases
}

// shownLink keeps the link to a class for the next page, which shows it once, and
// gives what a program is told instead.
func (p *pages) shownLink(c echo.Context, number int, opens string) any {
	told := map[string]string{"address": link.Class(number)}
	if opens != "" {
		told["join"] = origin(c) + link.JoinWith(opens)
		if ctx, ok := browserSession(c); ok {
			p.browsers.Put(ctx, shownKey, told["join"])
		}
	}
	return told
}

// keptClass gives the class in an address, to its teacher and to administrators; to
// anybody else there is none.
func (p *pages) keptClass(c echo.Context) (credentials.Class, error) {
	number, err := numberOf(c, "class")
	if err != nil {
		return credentials.Class{}, err
	}
	class, err := p.store.Class(c.Request().Context(), number)
	if err != nil {
		return credentials.Class{}, err
	}
	if !keepsClass(c, class) {
		return credentials.Class{}, &credentials.NotFound{Kind: "class", ID: c.Param("number")}
	}
	return class, nil
}

// keepsClass reports whether who asks is the teacher of a class or an administrator.
func keepsClass(c echo.Context, class credentials.Class) bool {
	account, known := accountOf(c)
	return known && account.Number == class.Account || account.May(credentials.Admin)
}

// classPage is a class as its teacher sees it.
type classPage struct {
	credentials.Class
	cases    []taughtCase
	students []taughtStudent
	work     workView
	// opens is the link to hand out, right after it was made.
	opens string
}

// taughtCase is a case with how many have answered it.
type taughtCase struct {
	credentials.ClassCase
	title    string
	answered int
	// waitsFor is the number of the case that has to be closed first; 0 for none.
	waitsFor int
	// gone says that the record has it no more.
	gone bool
}

type taughtStudent struct {
	credentials.Student
	answered int
}

// class shows a class to its teacher.
func (p *pages) class(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	class, err := p.keptClass(c)
	if err != nil {
		return answer{}, err
	}
	students, answers, work, err := p.classWork(ctx, class)
	if err != nil {
		return answer{}, err
	}
	v := classPage{Class: class, work: work, opens: p.said(c, shownKey)}
	byCase, byStudent := map[int]int{}, map[int]int{}
	for i := range answers {
		byCase[answers[i].Case]++
		byStudent[answers[i].Student]++
	}
	for _, one := range class.Cases {
		taught := taughtCase{ClassCase: one, title: work.title(one), answered: byCase[one.Number], gone: work.gone(one)}
		if earlier, waits := class.WaitsFor(one.Number); waits {
			taught.waitsFor = earlier.Number
		}
		v.cases = append(v.cases, taught)
	}
	for _, student := range students {
		v.students = append(v.students, taughtStudent{student, byStudent[student.Number]})
	}
	address := link.Class(class.Number)
	return answer{
		page: ui.Page{
			Title: "Class: " + class.Title, JSON: link.JSON(address), CSV: link.CSV(address),
			Crumbs: []ui.Crumb{{Label: "Your classes", Address: link.Classes}},
		},
		body: classView(v), secret: true, list: answersTable(class, students, answers, work),
		data: map[string]any{"class": class, "decisions": classDecisions(class), "students": orNone(students), "answers": answersJSON(students, answers), "work": work.ClassWork},
	}, nil
}

func classDecisions(class credentials.Class) []string {
	ids := make([]string, len(class.Cases))
	for i, one := range class.Cases {
		ids[i] = one.ID()
	}
	return ids
}

// answerJSON is an answer with the name of who gave it.
type answerJSON struct {
	Name string `json:"name"`
	credentials.Answer
}

func answersJSON(students []credentials.Student, answers []credentials.Answer) []answerJSON {
	list := make([]answerJSON, len(answers))
	for i := range answers {
		list[i] = answerJSON{studentName(students, answers[i].Student), answers[i]}
	}
	return list
}

func studentName(students []credentials.Student, number int) string {
	i := slices.IndexFunc(students, func(s credentials.Student) bool { return s.Number == number })
	if i < 0 {
		return credentials.NotKnown.String()
	}
	return students[i].Name
}

// answersTable is every answer a row: the shares in per cent as they count, and the
// score where the case is closed.
func answersTable(class credentials.Class, students []credentials.Student, answers []credentials.Answer, work workView) *table {
	t := &table{head: []string{"case", "decision", "student"}}
	for _, way := range precedents.Classes() {
		t.head = append(t.head, way.String())
	}
	t.head = append(t.head, "happened", "brier", "argument", "at")
	for i := range answers {
		a := &answers[i]
		one, err := class.Case(a.Case)
		if err != nil {
			continue
		}
		row := []string{strconv.Itoa(a.Case), one.ID(), studentName(students, a.Student)}
		for _, way := range precedents.Classes() {
			share, said := a.Shares[way.String()]
			if said {
				row = append(row, strconv.FormatFloat(100*float64(share)/float64(max(1, a.Sum())), 'f', 1, 64))
			} else {
				row = append(row, "")
			}
		}
		happened, brier := work.scoreOf(a)
		t.rows = append(t.rows, append(row, happened, brier, a.Argument, a.At.UTC().Format("2006-01-02T15:04:05Z")))
	}
	return t
}

// closeCases closes one case, or with "all" every one, for good.
func (p *pages) closeCases(c echo.Context) (answer, error) {
	class, err := p.keptClass(c)
	if err != nil {
		return answer{}, err
	}
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	var numbers []int
	notice := "All cases are closed; their outcomes are shown."
	if f.value("case") == "all" {
		for _, one := range class.Cases {
			numbers = append(numbers, one.Number)
		}
	} else {
		number, wrong := strconv.Atoi(f.value("case"))
		one, missing := class.Case(number)
		earlier, waits := class.WaitsFor(number)
		switch {
		case wrong != nil || missing != nil:
			return answer{}, &credentials.Invalid{Faults: []credentials.Fault{{Field: "case", What: "it is not said which case", Mend: "write its number, or all"}}}
		case waits:
			return answer{}, &credentials.Invalid{Faults: []credentials.Fault{{Field: "case", What: "nobody could answer this case yet", Mend: "close case " + strconv.Itoa(earlier.Number) + " first, of the same dispute"}}}
		}
		numbers, notice = []int{one.Number}, "Case "+strconv.Itoa(one.Number)+" is closed; its outcome is shown."
	}
	return answer{seeOther: link.Class(class.Number), notice: notice}, p.store.CloseCases(c.Request().Context(), class.Number, numbers, p.now())
}

func (p *pages) renewClass(c echo.Context) (answer, error) {
	class, err := p.keptClass(c)
	if err != nil {
		return answer{}, err
	}
	opens, err := p.store.RenewClass(c.Request().Context(), class.Number)
	if err != nil {
		return answer{}, err
	}
	return answer{seeOther: link.Class(class.Number), data: p.shownLink(c, class.Number, opens)}, nil
}

func (p *pages) deleteClass(c echo.Context) (answer, error) {
	class, err := p.keptClass(c)
	if err != nil {
		return answer{}, err
	}
	return answer{seeOther: link.Classes, notice: "The class " + class.Title + " is deleted, with all that was written in it."}, p.store.DeleteClass(c.Request().Context(), class.Number)
}

func (p *pages) removeStudent(c echo.Context) (answer, error) {
	class, err := p.keptClass(c)
	if err != nil {
		return answer{}, err
	}
	number, err := strconv.Atoi(c.Param("student"))
	if err != nil {
		return answer{}, &credentials.NotFound{Kind: "student", ID: c.Param("student")}
	}
	return answer{seeOther: link.Class(class.Number) + "#students", notice: "The student is taken out, with all they wrote."},
		p.store.RemoveStudent(c.Request().Context(), class.Number, number)
}

// classWork gives the students of a class, what they said, and how they did on the
// cases that are closed.
func (p *pages) classWork(ctx context.Context, class credentials.Class) ([]credentials.Student, []credentials.Answer, workView, error) {
	students, err := p.store.Students(ctx, class.Number)
	if err != nil {
		return nil, nil, workView{}, err
	}
	answers, err := p.store.Answers(ctx, class.Number)
	if err != nil {
		return nil, nil, workView{}, err
	}
	engine, err := p.forecasts.Engine(ctx)
	if err != nil {
		return nil, nil, workView{}, err
	}
	return students, answers, workView{engine.ClassWork(class, students, answers), engine.Casebook(), 0}, nil
}

// workView is how a class did, as pages show it.
type workView struct {
	precedents.ClassWork
	book *precedents.Casebook
	// reader is the number of the student who reads it; 0 for the teacher.
	reader int
}

// title names a case without telling anything of what was decided.
func (v workView) title(one credentials.ClassCase) string {
	unseen, err := v.book.Unseen(one.Dispute, one.Key)
	if err != nil {
		return "A decision that is not in the record any more"
	}
	return unseen.Seat + " at the " + keyWords(unseen.Key)
}

// gone reports whether the record has the decision of a case no more.
func (v workView) gone(one credentials.ClassCase) bool {
	_, err := v.book.Unseen(one.Dispute, one.Key)
	return err != nil
}

// caseWork gives how the class did on a case; nil while it is open.
func (v workView) caseWork(number int) *precedents.CaseWork {
	i := slices.IndexFunc(v.Cases, func(w precedents.CaseWork) bool { return w.Number == number })
	if i < 0 {
		return nil
	}
	return &v.Cases[i]
}

// scoreOf gives what happened and the score of an answer, as a table writes them;
// empty while the case is open.
func (v workView) scoreOf(a *credentials.Answer) (happened, brier string) {
	work := v.caseWork(a.Case)
	if work == nil || work.Gone {
		return "", ""
	}
	for _, f := range work.Forecasts {
		if f.Student == a.Student {
			brier = strconv.FormatFloat(float64(f.Brier), 'f', 4, 64)
		}
	}
	return work.Happened.String(), brier
}

// askedText is the query of a list as a form carries it along.
func (v classOpeningPage) askedText() string { return v.asked.Encode() }

// disputes says how many disputes the found decisions are of.
func (v classOpeningPage) disputes() int {
	of := map[string]bool{}
	for _, one := range v.found {
		of[one.Dispute] = true
	}
	return len(of)
}
