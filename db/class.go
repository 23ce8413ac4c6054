package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"seatwatch/credentials"
)

const classColumns = `class.number, class.account, class.title, class.codes, class.made, (SELECT count(*) FROM student WHERE student.class = class.number)`

func classInto(c *credentials.Class) []any {
	return []any{&c.Number, &c.Account, &c.Title, yes(&c.Codes), instant(&c.Made), &c.Students}
}

// yes reads a column that is true or false.
func yes(into *bool) sql.Scanner {
	return scanner(func(src any) error {
		value, err := textOf(src)
		*into = value == credentials.Yes.Code()
		return err
	})
}

func yesOrNo(value bool) string {
	if value {
		return credentials.Yes.Code()
	}
	return credentials.No.Code()
}

// caseOfClass is a case with the class it is of.
type caseOfClass struct {
	class int
	credentials.ClassCase
}

func (c *caseOfClass) into() []any {
	return []any{&c.class, &c.Number, &c.Dispute, session(&c.Key.Session), &c.Key.Number, maybe(&c.Closed)}
}

// classesBy gives the classes that a condition picks out, the newest first, with
// their cases.
func classesBy(ctx context.Context, q querier, where string, is ...any) ([]credentials.Class, error) {
	list, err := all(ctx, q, classInto, `SELECT `+classColumns+` FROM class WHERE `+where+` ORDER BY class.number DESC`, is...)
	if err != nil || len(list) == 0 {
		return list, err
	}
	at := make(map[int]int, len(list))
	for i := range list {
		at[list[i].Number] = i
	}
	err = each(ctx, q, (*caseOfClass).into, func(c *caseOfClass) error {
		class := &list[at[c.class]]
		class.Cases = append(class.Cases, c.ClassCase)
		return nil
	}, `SELECT class, class_case.number, dispute, session, decision, closed FROM class_case JOIN class ON class.number = class_case.class
		WHERE `+where+` ORDER BY class, class_case.number`, is...)
	return list, err
}

func classBy(ctx context.Context, q querier, where string, is any) (credentials.Class, error) {
	list, err := classesBy(ctx, q, where, is)
	if err == nil && len(list) == 0 {
		err = &credentials.NotFound{Kind: "class", ID: idOf(is)}
	}
	if err != nil {
		return credentials.Class{}, err
	}
	return list[0], nil
}

// Classes gives the classes of a teacher, the newest first.
func (s *Store) Classes(ctx context.Context, account int) ([]credentials.Class, error) {
	return classesBy(ctx, s.readers, `class.account = ?`, account)
}

// Class gives a class by its number; none is a *credentials.NotFound.
func (s *Store) Class(ctx context.Context, number int) (credentials.Class, error) {
	return classBy(ctx, s.readers, `class.number = ?`, number)
}

// ClassBehind gives the class that a link opens; a link that opens none is a
// *credentials.NotFound.
func (s *Store) ClassBehind(ctx context.Context, opens string) (credentials.Class, error) {
	found, err := classBy(ctx, s.readers, `class.hash = ?`, secretHash(opens))
	if _, missing := errors.AsType[*credentials.NotFound](err); missing {
		err = &credentials.NotFound{Kind: "class", ID: "behind this link"}
	}
	return found, err
}

// OpenClass keeps a class that credentials.NewClass made, and gives its number and
// what opens its door, which is kept nowhere. form tells the form it was made with:
// sent twice it makes one class, and the second time nothing opens it. More classes
// than an account may keep are a *credentials.Invalid.
func (s *Store) OpenClass(ctx context.Context, class credentials.Class, form string, now time.Time) (number int, opens string, err error) {
	opens, hash := secret("")
	err = s.writingUnseen(ctx, func(c *change) error {
		made, there, err := first(ctx, c, single[int], `SELECT number FROM class WHERE form = ? AND account = ?`, form, class.Account)
		if err != nil || there {
			number, opens = made, ""
			return err
		}
		kept, err := one[int](ctx, c, `SELECT count(*) FROM class WHERE account = ?`, class.Account)
		if err != nil {
			return err
		}
		if kept >= credentials.MostClasses {
			return &credentials.Invalid{Faults: []credentials.Fault{{
				What: fmt.Sprintf("you keep %d classes already", kept), Mend: "delete one that is over",
			}}}
		}
		err = c.exec(`INSERT INTO class (hash, form, account, title, codes, made) VALUES (?, ?, ?, ?, ?, ?)`,
			hash, form, class.Account, class.Title, yesOrNo(class.Codes), stamp(now))
		if err != nil {
			return err
		}
		if number, err = one[int](ctx, c, `SELECT number FROM class WHERE hash = ?`, hash); err != nil {
			return err
		}
		for _, one := range class.Cases {
			err := c.exec(`INSERT INTO class_case (class, number, dispute, session, decision) VALUES (?, ?, ?, ?, ?)`,
				number, one.Number, one.Dispute, one.Key.Session.String(), one.Key.Number)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return number, opens, err
}

// RenewClass gives a class another link, and gives what opens it; the old one
// opens nothing any more. Who has joined stays.
func (s *Store) RenewClass(ctx context.Context, number int) (opens string, err error) {
	opens, hash := secret("")
	return opens, s.writingUnseen(ctx, func(c *change) error {
		return c.exec(`UPDATE class SET hash = ? WHERE number = ?`, hash, number)
	})
}

// CloseCases closes cases of a class for good; one that is closed stays as it is.
func (s *Store) CloseCases(ctx context.Context, number int, cases []int, now time.Time) error {
	return s.writingUnseen(ctx, func(c *change) error {
		for _, one := range cases {
			if err := c.exec(`UPDATE class_case SET closed = coalesce(closed, ?) WHERE class = ? AND number = ?`, stamp(now), number, one); err != nil {
				return err
			}
		}
		return nil
	})
}

// DeleteClass takes a class away with its students and all they wrote.
func (s *Store) DeleteClass(ctx context.Context, number int) error {
	return s.writingUnseen(ctx, func(c *change) error { return c.exec(`DELETE FROM class WHERE number = ?`, number) })
}

func studentInto(s *credentials.Student) []any {
	return []any{&s.Number, &s.Class, &s.Name, instant(&s.Joined)}
}

// Students gives the students of a class by name.
func (s *Store) Students(ctx context.Context, class int) ([]credentials.Student, error) {
	return all(ctx, s.readers, studentInto, `SELECT number, class, name, joined FROM student WHERE class = ? ORDER BY folded`, class)
}

// StudentWith gives the student of a class whose browser shows a secret; none is a
// *credentials.NotFound.
func (s *Store) StudentWith(ctx context.Context, class int, shows string) (credentials.Student, error) {
	student, ok, err := first(ctx, s.readers, studentInto, `SELECT number, class, name, joined FROM student WHERE class = ? AND hash = ?`, class, secretHash(shows))
	if err == nil && !ok {
		err = &credentials.NotFound{Kind: "student", ID: "of this class in this browser"}
	}
	return student, err
}

// Join lets a student that credentials.NewStudent made into a class. shows is what
// their browser will show; sent twice with the same it makes one student. A name that
// another in the class has and a class that is full are a *credentials.Invalid at the
// field name.
func (s *Store) Join(ctx context.Context, student credentials.Student, shows string, now time.Time) error {
	hash := secretHash(shows)
	return s.writingUnseen(ctx, func(c *change) error {
		joined, err := one[int](ctx, c, `SELECT count(*) FROM student WHERE class = ? AND hash = ?`, student.Class, hash)
		if err != nil || joined > 0 {
			return err
		}
		folded := strings.ToLower(student.Name)
		type count struct{ all, named int }
		n, _, err := first(ctx, c, func(n *count) []any { return []any{&n.all, &n.named} },
			`SELECT count(*), coalesce(sum(folded = ?), 0) FROM student WHERE class = ?`, folded, student.Class)
		switch {
		case err != nil:
			return err
		case n.named > 0:
			return &credentials.Invalid{Faults: []credentials.Fault{{Field: "name", What: "somebody in this class has that name", Mend: "take one that tells you apart, such as with an initial"}}}
		case n.all >= credentials.MostStudents:
			return &credentials.Invalid{Faults: []credentials.Fault{{Field: "name", What: fmt.Sprintf("the class is full, with %d students", n.all), Mend: "tell your teacher"}}}
		}
		return c.exec(`INSERT INTO student (class, hash, name, folded, joined) VALUES (?, ?, ?, ?, ?)`,
			student.Class, hash, student.Name, folded, stamp(now))
	})
}

// RemoveStudent takes a student out of a class with all they wrote.
func (s *Store) RemoveStudent(ctx context.Context, class, student int) error {
	return s.writingUnseen(ctx, func(c *change) error {
		return c.exec(`DELETE FROM student WHERE class = ? AND number = ?`, class, student)
	})
}

func answerInto(a *credentials.Answer) []any {
	return []any{&a.Student, &a.Case, scanner(func(src any) error { return unpacked(src, &a.Shares) }), &a.Argument, codedFacts(&a.Facts), instant(&a.At)}
}

func unpacked(src, into any) error {
	value, err := textOf(src)
	if err == nil {
		err = json.Unmarshal([]byte(value), into)
	}
	return err
}

// codedFacts reads coded facts, which are kept as the codes of those that are known.
func codedFacts(into *map[string]credentials.Standing) sql.Scanner {
	return scanner(func(src any) error {
		codes := map[string]map[string]string{}
		if err := unpacked(src, &codes); err != nil {
			return err
		}
		*into = make(map[string]credentials.Standing, len(codes))
		for claimant, facts := range codes {
			standing := credentials.Standing{}
			for key, code := range facts {
				fact, err := credentials.ParseFact(key)
				if err != nil {
					return err
				}
				value, err := fact.Parse(code)
				if err != nil {
					return err
				}
				standing = standing.With(fact, value)
			}
			(*into)[claimant] = standing
		}
		return nil
	})
}

func packedFacts(facts map[string]credentials.Standing) (string, error) {
	codes := map[string]map[string]string{}
	for claimant, standing := range facts {
		codes[claimant] = map[string]string{}
		for _, fact := range credentials.Facts() {
			if code := standing.Code(fact); code != "" {
				codes[claimant][fact.Key()] = code
			}
		}
	}
	text, err := json.Marshal(codes)
	return string(text), err
}

const answerColumns = `student_answer.student, class_case, shares, argument, facts, at`

// Answers gives what the students of a class said, by case and student.
func (s *Store) Answers(ctx context.Context, class int) ([]credentials.Answer, error) {
	return all(ctx, s.readers, answerInto, `SELECT `+answerColumns+` FROM student_answer JOIN student ON student.number = student_answer.student
		WHERE student.class = ? ORDER BY class_case, student.folded`, class)
}

// Answer keeps what a student says of a case, in place of what they said before. A
// case that cannot be answered, or cannot any more, is a *credentials.Invalid; a
// student who was taken out of the class is a *credentials.NotFound.
func (s *Store) Answer(ctx context.Context, student credentials.Student, a credentials.Answer, now time.Time) error {
	shares, err := json.Marshal(a.Shares)
	if err != nil {
		return err
	}
	facts, err := packedFacts(a.Facts)
	if err != nil {
		return err
	}
	return s.writingUnseen(ctx, func(c *change) error {
		class, err := classBy(ctx, c, `class.number = ?`, student.Class)
		if err != nil {
			return err
		}
		there, err := one[int](ctx, c, `SELECT count(*) FROM student WHERE number = ? AND class = ?`, student.Number, student.Class)
		switch {
		case err != nil:
			return err
		case there == 0:
			return &credentials.NotFound{Kind: "student", ID: "of this class in this browser"}
		case !class.Answerable(a.Case):
			return &credentials.Invalid{Faults: []credentials.Fault{{What: "this case is closed, and what you sent was not kept", Mend: "copy what you want to keep of it"}}}
		}
		return c.exec(`INSERT INTO student_answer (student, class_case, shares, argument, facts, at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (student, class_case) DO UPDATE SET shares = excluded.shares, argument = excluded.argument, facts = excluded.facts, at = excluded.at`,
			student.Number, a.Case, string(shares), a.Argument, facts, stamp(now))
	})
}
