package views

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// classroomRoutes are the addresses of students. They stand open on a closed record
// too: whoever has the link of a class was let in by its teacher, and sees its cases
// and nothing else.
func (p *pages) classroomRoutes() []Route {
	routes := []Route{
		sheet(link.Join, "joining a class by its link, under a name of one’s own choosing", "", p.joining, "token"),
		write(link.Join, "joins a class", "", p.join),
		sheet("/classroom/:number", "a class as its students see it: its cases, and how everybody did on those that are closed", "", p.classroom),
		sheet("/classroom/:number/cases/:case", "a case of a class without its outcome: forecast it and argue", "", p.classCase),
		write("/classroom/:number/cases/:case", "keeps a student’s answer, until the case is closed", "", p.answerCase),
		write("/classroom/:number/leave", "takes a student out of a class with all they wrote", "", p.leaveClass),
	}
	for i := range routes {
		routes[i].Open, routes[i].JSON = true, false
	}
	return routes
}

// studentCookieTime is how long a browser stays in a class.
const studentCookieTime = 365 * 24 * time.Hour

// leastSecret is how long what a browser shows has to be; a shorter one was made up.
const leastSecret = 26

func studentCookie(class int) string { return "seatwatch-class-" + strconv.Itoa(class) }

func (p *pages) setStudentCookie(c echo.Context, class int, shows string, expires time.Time) {
	c.SetCookie(&http.Cookie{
		Name: studentCookie(class), Value: shows, Path: "/", Expires: expires.UTC(), HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: encrypted(c),
	})
}

// joiningPage is the form behind the link of a class.
type joiningPage struct {
	*form
	credentials.Class
	// opens is what the link carries.
	opens string
	// already is who this browser is in the class; the zero student for nobody.
	already credentials.Student
}

// joining shows the form behind a link.
func (p *pages) joining(c echo.Context) (answer, error) {
	f := newForm(nil)
	f.values.Set("form", rand.Text())
	v, err := p.behindClass(c, c.QueryParam("token"), f)
	if err != nil {
		return p.closedClass(c, err)
	}
	return v.answer(), nil
}

func (p *pages) behindClass(c echo.Context, opens string, f *form) (v joiningPage, err error) {
	ctx := c.Request().Context()
	v = joiningPage{form: f, opens: opens}
	if v.Class, err = p.store.ClassBehind(ctx, opens); err != nil {
		return v, err
	}
	if sent, missing := c.Cookie(studentCookie(v.Number)); missing == nil {
		if v.already, err = p.store.StudentWith(ctx, v.Number, sent.Value); isMissing(err) {
			err = nil
		}
	}
	return v, err
}

// closedClass is the page of a link that opens no class. Who tries many is slowed
// down.
func (p *pages) closedClass(c echo.Context, err error) (answer, error) {
	missing, ok := errors.AsType[*credentials.NotFound](err)
	if !ok || missing.Kind != "class" && missing.Kind != "student" {
		return answer{}, err
	}
	if !p.throttle.allowLink(c.RealIP()) {
		c.Response().Header().Set(echo.HeaderRetryAfter, "30")
		return answer{}, echo.NewHTTPError(http.StatusTooManyRequests)
	}
	return answer{page: ui.Page{Title: "This link opens no class"}, body: closedClassView(), status: http.StatusNotFound, secret: true}, nil
}

func (v joiningPage) answer() answer {
	return answer{page: v.page(), body: joiningView(v), secret: true}
}

func (v joiningPage) page() ui.Page { return ui.Page{Title: "Join " + v.Title} }

// join lets a student into a class. What the form carries is from then on what their
// browser shows: sent twice it makes one student.
func (p *pages) join(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	v, err := p.behindClass(c, f.value("token"), f)
	if err != nil {
		return p.closedClass(c, err)
	}
	shows := f.value("form")
	if len(shows) < leastSecret {
		f.fault("", "the form came without its number", "open the link again, and send the form from there")
	}
	if v.Open() == 0 {
		f.fault("", "every case of this class is closed", "ask your teacher for the link of another")
	}
	student, err := credentials.NewStudent(v.Number, f.value("name"))
	if err != nil && !f.hold(err) {
		return answer{}, err
	}
	if !f.faulty() {
		err = p.store.Join(c.Request().Context(), student, shows, p.now())
		if err != nil && !f.hold(err) {
			return answer{}, err
		}
	}
	if f.faulty() {
		return f.refused(v.page(), joiningView(v)), nil
	}
	p.setStudentCookie(c, v.Number, shows, p.now().Add(studentCookieTime))
	return answer{seeOther: link.Classroom(v.Number)}, nil
}

// seated gives the class in an address and who this browser is in it. Its teacher
// and administrators see it as a student does, and are nobody. For anybody else
// there is none.
func (p *pages) seated(c echo.Context) (class credentials.Class, student credentials.Student, err error) {
	ctx := c.Request().Context()
	number, err := numberOf(c, "class")
	if err != nil {
		return class, student, err
	}
	if class, err = p.store.Class(ctx, number); err != nil {
		return class, student, err
	}
	shows := ""
	if sent, missing := c.Cookie(studentCookie(number)); missing == nil {
		shows = sent.Value
	}
	student, err = p.store.StudentWith(ctx, number, shows)
	if isMissing(err) && keepsClass(c, class) {
		return class, student, nil
	}
	return class, student, err
}

// classroomPage is a class as a student sees it.
type classroomPage struct {
	credentials.Class
	student credentials.Student
	cases   []roomCase
	work    workView
}

// roomCase is a case in the list of a class.
type roomCase struct {
	credentials.ClassCase
	title string
	// waitsFor is the number of the case that has to be closed first; 0 for none.
	waitsFor int
	// gone says that the record has it no more.
	gone bool
	// answered is when the student answered; zero if they did not.
	answered time.Time
	work     *precedents.CaseWork
	// own is the student's score once it is closed; nil without one.
	own *precedents.StudentForecast
}

func (p *pages) classroom(c echo.Context) (answer, error) {
	class, student, err := p.seated(c)
	if err != nil {
		return p.closedClass(c, err)
	}
	_, answers, work, err := p.classWork(c.Request().Context(), class)
	if err != nil {
		return answer{}, err
	}
	work.reader = student.Number
	v := classroomPage{Class: class, student: student, work: work}
	for _, one := range class.Cases {
		room := roomCase{ClassCase: one, title: work.title(one), gone: work.gone(one), work: work.caseWork(one.Number), own: work.own(one.Number)}
		if earlier, waits := class.WaitsFor(one.Number); waits {
			room.waitsFor = earlier.Number
		}
		if said := answerOf(answers, student, one.Number); said != nil {
			room.answered = said.At
		}
		v.cases = append(v.cases, room)
	}
	return answer{page: ui.Page{Title: class.Title}, body: classroomView(v), secret: true}, nil
}

func answerOf(answers []credentials.Answer, student credentials.Student, number int) *credentials.Answer {
	i := slices.IndexFunc(answers, func(a credentials.Answer) bool { return a.Student == student.Number && a.Case == number })
	if i < 0 {
		return nil
	}
	return &answers[i]
}

// own gives what the reader forecast of a closed case; nil for nothing.
func (v workView) own(number int) *precedents.StudentForecast {
	work := v.caseWork(number)
	if work == nil || v.reader == 0 {
		return nil
	}
	i := slices.IndexFunc(work.Forecasts, func(f precedents.StudentForecast) bool { return f.Student == v.reader })
	if i < 0 {
		return nil
	}
	return &work.Forecasts[i]
}

// casePage is a case as a student sees it: what could be known before it was
// decided, and once it is closed what was decided and how the class did.
type casePage struct {
	*form
	class   credentials.Class
	one     credentials.ClassCase
	student credentials.Student
	precedents.Unseen
	frame *precedents.Frame
	// gone says that the record has the decision no more; Unseen is empty then.
	gone bool
	// waitsFor is the number of the case that has to be closed first; 0 for none.
	waitsFor int
	// said is what the student answered; nil for nothing.
	said *credentials.Answer
	work workView
	// done is how the class did; nil while the case is open.
	done *precedents.CaseWork
	// happened says what was decided, and address where it stands in the record.
	happened, address string
}

func (p *pages) classCase(c echo.Context) (answer, error) {
	v, err := p.casePage(c, newForm(nil))
	if err != nil {
		return p.closedClass(c, err)
	}
	v.fill()
	return answer{page: v.page(), body: caseView(v), secret: true}, nil
}

func (p *pages) casePage(c echo.Context, f *form) (v casePage, err error) {
	ctx := c.Request().Context()
	v.form = f
	if v.class, v.student, err = p.seated(c); err != nil {
		return v, err
	}
	number, err := strconv.Atoi(c.Param("case"))
	if err != nil {
		return v, &credentials.NotFound{Kind: "case of this class", ID: c.Param("case")}
	}
	if v.one, err = v.class.Case(number); err != nil {
		return v, err
	}
	if v.frame, err = p.store.Frame(ctx); err != nil {
		return v, err
	}
	_, answers, work, err := p.classWork(ctx, v.class)
	if err != nil {
		return v, err
	}
	work.reader = v.student.Number
	v.work, v.done, v.said = work, work.caseWork(number), answerOf(answers, v.student, number)
	if v.gone = work.gone(v.one); v.gone {
		return v, nil
	}
	if v.Unseen, err = work.book.Unseen(v.one.Dispute, v.one.Key); err != nil {
		return v, err
	}
	if earlier, waits := v.class.WaitsFor(number); waits {
		v.waitsFor = earlier.Number
	}
	if d, ok := work.book.Dispute(v.one.Dispute); ok && v.done != nil {
		if x, err := d.Decision(v.one.Key); err == nil {
			v.happened, v.address = precedents.DecisionSentence(d, x), link.Decision(d.ID, x.Key)
		}
	}
	return v, nil
}

func (v *casePage) page() ui.Page {
	page := ui.Page{Title: v.work.title(v.one), Crumbs: []ui.Crumb{{Label: v.class.Title, Address: link.Classroom(v.class.Number)}}}
	if v.one.Number > 1 {
		page.Previous = ui.Step{Label: "Case " + strconv.Itoa(v.one.Number-1), Address: link.ClassCase(v.class.Number, v.one.Number-1)}
	}
	if v.one.Number < len(v.class.Cases) {
		page.Next = ui.Step{Label: "Case " + strconv.Itoa(v.one.Number+1), Address: link.ClassCase(v.class.Number, v.one.Number+1)}
	}
	return page
}

// sharesField begins the names of the fields of a forecast.
const sharesField = "shares."

// fill puts into the form what the student said before.
func (v *casePage) fill() {
	if v.said == nil {
		return
	}
	for way, share := range v.said.Shares {
		v.values.Set(sharesField+way, strconv.Itoa(share))
	}
	v.values.Set("argument", v.said.Argument)
	for claimant, standing := range v.said.Facts {
		for _, fact := range credentials.FactsToCode() {
			v.values.Set(claimant+"."+fact.Key(), standing.Code(fact))
		}
	}
}

// read gives the answer that was posted; what cannot be read becomes a fault of the
// form.
func (v *casePage) read(now time.Time) credentials.Answer {
	a := credentials.Answer{Student: v.student.Number, Case: v.one.Number, Shares: map[string]int{}, Argument: v.value("argument"), At: now}
	for _, way := range v.Ways {
		name := sharesField + way.Class.String()
		text := strings.TrimSpace(strings.TrimSuffix(v.value(name), "%"))
		if text == "" {
			continue
		}
		share, err := strconv.Atoi(text)
		if err != nil {
			v.fault(name, strconv.Quote(v.value(name))+" is not a share", "write a whole number of per cent from 0 to 100")
			continue
		}
		a.Shares[way.Class.String()] = share
	}
	if v.class.Codes {
		a.Facts = map[string]credentials.Standing{}
		for _, claimant := range v.Claimants {
			a.Facts[claimant.ID] = v.readFacts(claimant.ID)
		}
	}
	return a
}

func (v *casePage) readFacts(claimant string) (standing credentials.Standing) {
	for _, fact := range credentials.FactsToCode() {
		name := claimant + "." + fact.Key()
		value, err := fact.Parse(v.value(name))
		if err != nil {
			v.fault(name, strconv.Quote(v.value(name))+" is not a value of "+inProse(fact), "choose one of the list")
		}
		standing = standing.With(fact, value)
	}
	return standing
}

// answerCase keeps what a student says of a case.
func (p *pages) answerCase(c echo.Context) (answer, error) {
	f, err := readForm(c)
	if err != nil {
		return answer{}, err
	}
	v, err := p.casePage(c, f)
	if err != nil {
		return p.closedClass(c, err)
	}
	if v.student.Number == 0 {
		return answer{}, &credentials.Invalid{Faults: []credentials.Fault{{What: "you are the teacher of this class, and no student", Mend: "join by the link, under another name"}}}
	}
	if !p.throttle.allowStudent(v.student.Number) {
		c.Response().Header().Set(echo.HeaderRetryAfter, "30")
		return answer{}, echo.NewHTTPError(http.StatusTooManyRequests)
	}
	said := v.read(p.now())
	if !f.faulty() {
		if err := said.Validate(v.ways(), v.claimantIDs()); err != nil && !f.hold(err) {
			return answer{}, err
		}
	}
	if !f.faulty() {
		if err := p.store.Answer(c.Request().Context(), v.student, said, p.now()); err != nil && !f.hold(err) {
			return p.closedClass(c, err)
		}
	}
	if f.faulty() {
		page := v.page()
		return f.refused(page, caseView(v)), nil
	}
	notice := "Your answer is kept; you can change it until your teacher closes the case."
	if sum := said.Sum(); sum != 100 {
		notice += fmt.Sprintf(" Your figures came to %d, and count in proportion.", sum)
	}
	return answer{seeOther: link.ClassCase(v.class.Number, v.one.Number), notice: notice}, nil
}

func (v *casePage) ways() []string {
	codes := make([]string, len(v.Ways))
	for i, way := range v.Ways {
		codes[i] = way.Class.String()
	}
	return codes
}

func (v *casePage) claimantIDs() []string {
	ids := make([]string, len(v.Claimants))
	for i, claimant := range v.Claimants {
		ids[i] = claimant.ID
	}
	return ids
}

// leaveClass takes a student out of a class, with all they wrote.
func (p *pages) leaveClass(c echo.Context) (answer, error) {
	class, student, err := p.seated(c)
	if err != nil {
		return p.closedClass(c, err)
	}
	if err := p.store.RemoveStudent(c.Request().Context(), class.Number, student.Number); err != nil {
		return answer{}, err
	}
	p.setStudentCookie(c, class.Number, "", time.Unix(1, 0))
	return answer{seeOther: link.Home, notice: "You are out of " + class.Title + ", and what you wrote in it is deleted."}, nil
}

// distribution gives what the student said as it counts.
func (v *casePage) distribution() precedents.Distribution {
	ways := make([]precedents.Class, len(v.Ways))
	for i, way := range v.Ways {
		ways[i] = way.Class
	}
	return precedents.DistributionOf(v.said.Shares, ways)
}

// wayWords names one way in which a decision can go.
func wayWords(way precedents.UnseenWay) string {
	words := credentials.Outcomes.Label(way.Class.Term().Outcome)
	if len(way.Accepted) > 0 {
		words += ": " + strings.Join(way.Accepted, " or ")
	}
	return words
}

// questionWords says what the body was asked, and who held the seat.
func (v *casePage) questionWords() string {
	holds := "nobody held the seat"
	for _, claimant := range v.Claimants {
		if claimant.Holds {
			holds = claimant.Name + " held the seat"
		}
	}
	return sentence(capital(challengeMeaning(v.Challenge))) + " When the session opened on " + v.Opened.Words() + ", " + holds + "."
}

// positionGroup is the Members that had taken one stance on one claimant.
type positionGroup struct {
	stance, claimant string
	members          []string
}

// positionsBefore gives the positions that were known, by stance and claimant.
func (v *casePage) positionsBefore() []positionGroup {
	var groups []positionGroup
	for _, p := range v.Positions {
		claimant := "which claimant is " + credentials.NotKnown.String()
		for _, one := range v.Claimants {
			if one.ID == p.Claimant {
				claimant = one.Name
			}
		}
		stance := credentials.Stances.Label(p.Stance)
		i := slices.IndexFunc(groups, func(g positionGroup) bool { return g.stance == stance && g.claimant == claimant })
		if i < 0 {
			i = len(groups)
			groups = append(groups, positionGroup{stance: stance, claimant: claimant})
		}
		groups[i].members = append(groups[i].members, v.frame.NameOn(p.Member, p.Date))
	}
	return groups
}
