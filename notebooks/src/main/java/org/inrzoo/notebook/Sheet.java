package org.inrzoo.notebook;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.inrzoo.kernel.Session;

/** The checks of one exercise: which there are, and which have been passed since the kernel was started. */
public final class Sheet {

    /** Texts and comments, which name nothing. */
    private static final Pattern NO_CODE = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|//[^\n]*|(?s:/\\*.*?\\*/)");

    private final List<String> checks;
    private final Set<String> passed = new HashSet<>();

    /** A sheet with these checks, by what they check, one for each gap. */
    public Sheet(String... checks) {
        this.checks = List.of(checks);
    }

    /**
     * Checks an answer: shows a green line and how many checks have been passed, or a red line with a hint.
     *
     * @param check one of this sheet's
     * @param tests try the answer with several inputs
     * @throws AssertionError when it is wrong
     * @throws UnsupportedOperationException when the gap is still one
     */
    public void check(String check, Consumer<Trial> tests) {
        if (!checks.contains(check)) {
            throw new IllegalArgumentException("there is no check '" + check + "' among " + checks);
        }
        passed.remove(check);
        Trial trial = new Trial(check);
        try {
            tests.accept(trial);
        } catch (UnsupportedOperationException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            trial.thrown(e);
            throw e;
        }
        passed.add(check);
        Check.right(check + " \u00b7 " + passed.size() + " of " + checks.size() + " checks");
    }

    /**
     * Checks an answer that has to do without what would give it away.
     *
     * @param method the reader's method; neither it nor what it calls may name any of {@code without}
     * @param without names of classes and methods
     * @throws AssertionError when it names one, or is wrong
     */
    public void check(String check, String method, List<String> without, Consumer<Trial> tests) {
        check(check, trial -> {
            tests.accept(trial);
            named(method, without)
                    .ifPresent(name -> trial.given(name)
                            .that(false, "write it yourself; this exercise is about what " + name + " does"));
        });
    }

    private static Optional<String> named(String method, List<String> names) {
        List<String> behind =
                Session.current().map(session -> session.codeBehind(method)).orElse(List.of());
        String code = NO_CODE.matcher(String.join("\n", behind)).replaceAll(" ");
        return names.stream()
                .filter(name -> Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                        .matcher(code)
                        .find())
                .findFirst();
    }
}
