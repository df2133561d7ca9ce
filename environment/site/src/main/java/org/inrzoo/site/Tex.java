package org.inrzoo.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * TeX's formulas, as far as notebooks use them, in MathML, which browsers draw by themselves. What it does not know is shown as it is
 * written, as code.
 */
final class Tex {

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("delta", "δ"),
            Map.entry("epsilon", "ϵ"),
            Map.entry("varepsilon", "ε"),
            Map.entry("eta", "η"),
            Map.entry("theta", "θ"),
            Map.entry("kappa", "κ"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("nu", "ν"),
            Map.entry("xi", "ξ"),
            Map.entry("pi", "π"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("tau", "τ"),
            Map.entry("phi", "ϕ"),
            Map.entry("varphi", "φ"),
            Map.entry("chi", "χ"),
            Map.entry("psi", "ψ"),
            Map.entry("omega", "ω"),
            Map.entry("Gamma", "Γ"),
            Map.entry("Delta", "Δ"),
            Map.entry("Theta", "Θ"),
            Map.entry("Lambda", "Λ"),
            Map.entry("Sigma", "Σ"),
            Map.entry("Phi", "Φ"),
            Map.entry("Psi", "Ψ"),
            Map.entry("Omega", "Ω"),
            Map.entry("ell", "ℓ"),
            Map.entry("infty", "∞"),
            Map.entry("hbar", "ℏ"));

    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("cdot", "·"),
            Map.entry("times", "×"),
            Map.entry("partial", "∂"),
            Map.entry("nabla", "∇"),
            Map.entry("leftarrow", "←"),
            Map.entry("rightarrow", "→"),
            Map.entry("to", "→"),
            Map.entry("mapsto", "↦"),
            Map.entry("dots", "…"),
            Map.entry("ldots", "…"),
            Map.entry("cdots", "⋯"),
            Map.entry("top", "⊤"),
            Map.entry("le", "≤"),
            Map.entry("leq", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("geq", "≥"),
            Map.entry("ne", "≠"),
            Map.entry("neq", "≠"),
            Map.entry("approx", "≈"),
            Map.entry("equiv", "≡"),
            Map.entry("sim", "∼"),
            Map.entry("propto", "∝"),
            Map.entry("pm", "±"),
            Map.entry("in", "∈"),
            Map.entry("odot", "⊙"),
            Map.entry("oplus", "⊕"),
            Map.entry("otimes", "⊗"),
            Map.entry("circ", "∘"),
            Map.entry("ast", "∗"),
            Map.entry("star", "⋆"),
            Map.entry("mid", "|"),
            Map.entry("forall", "∀"),
            Map.entry("cup", "∪"),
            Map.entry("cap", "∩"),
            Map.entry("subset", "⊂"),
            Map.entry("ll", "≪"),
            Map.entry("gg", "≫"),
            Map.entry("int", "∫"),
            Map.entry("bmod", "mod"));

    private static final Map<String, String> FENCES = Map.of(
            "langle", "⟨",
            "rangle", "⟩",
            "lfloor", "⌊",
            "rfloor", "⌋",
            "lceil", "⌈",
            "rceil", "⌉",
            "lVert", "‖",
            "rVert", "‖",
            "lvert", "|",
            "rvert", "|");

    private static final Map<String, String> SPACES = Map.of(
            ",", "0.17em",
            ":", "0.22em",
            ";", "0.28em",
            " ", "0.25em",
            "!", "-0.17em",
            "quad", "1em",
            "qquad", "2em");

    private static final Map<String, String> ACCENTS =
            Map.of("overline", "¯", "bar", "¯", "hat", "^", "tilde", "~", "vec", "→", "dot", "˙");

    private static final Set<String> FUNCTIONS =
            Set.of("sin", "cos", "tan", "tanh", "exp", "log", "ln", "max", "min", "arg", "lim", "sup", "inf", "det");

    /** What has its bounds above and below, where there is room. */
    private static final Set<String> STACKED = Set.of("max", "min", "lim", "sup", "inf");

    private static final Map<String, String> SUMS = Map.of("sum", "∑", "prod", "∏", "bigcup", "⋃", "bigoplus", "⨁");

    private static final Set<String> SIZES =
            Set.of("left", "right", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "big", "Big", "middle");

    private static final Set<String> PLAIN = Set.of("displaystyle", "textstyle", "limits", "nolimits");

    private final String tex;
    private final boolean display;
    private int at;

    private Tex(String tex, boolean display) {
        this.tex = tex;
        this.display = display;
    }

    /** A formula in a line of text, or one with a line of its own. */
    static Html html(String tex, boolean display) {
        try {
            Html content = new Html(new Tex(tex, display).whole());
            return Html.of(
                    display
                            ? "<math display=\"block\" alttext=\"{}\"><mrow>{}</mrow></math>"
                            : "<math alttext=\"{}\"><mrow>{}</mrow></math>",
                    tex.strip(),
                    content);
        } catch (UnknownTexException e) {
            return Html.of("<code class=\"tex\">{}</code>", tex.strip());
        }
    }

    /** Whether a formula can be drawn. */
    static boolean isKnown(String tex) {
        return !html(tex, true).markup().startsWith("<code");
    }

    private static final class UnknownTexException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private String whole() {
        String row = row();
        if (at < tex.length()) {
            throw new UnknownTexException();
        }
        return row;
    }

    /** What stands up to the next closing brace, the next {@code &}, end of line or {@code \end}, or the end. */
    private String row() {
        StringBuilder row = new StringBuilder();
        while (true) {
            skipSpaces();
            if (at == tex.length() || "}&".indexOf(tex.charAt(at)) >= 0 || tex.startsWith("\\end", at)) {
                return row.toString();
            }
            if (tex.startsWith("\\\\", at)) {
                return row.toString();
            }
            row.append(scripted());
        }
    }

    private String scripted() {
        boolean stacked = isStacked();
        String base = atom();
        String below = null;
        String above = null;
        while (true) {
            skipSpaces();
            if (next('_')) {
                below = argument();
            } else if (next('^')) {
                above = argument();
            } else if (next('\'')) {
                above = (above == null ? "" : above) + "<mo>′</mo>";
            } else {
                return scripts(base, below, above, stacked);
            }
        }
    }

    private boolean isStacked() {
        if (!display || tex.charAt(at) != '\\') {
            return false;
        }
        int from = at;
        String name = command();
        at = from;
        return SUMS.containsKey(name) || STACKED.contains(name);
    }

    private static String scripts(String base, String below, String above, boolean stacked) {
        if (below == null && above == null) {
            return base;
        }
        String kind = stacked
                ? (below == null ? "mover" : above == null ? "munder" : "munderover")
                : (below == null ? "msup" : above == null ? "msub" : "msubsup");
        return "<" + kind + ">" + base + (below == null ? "" : "<mrow>" + below + "</mrow>")
                + (above == null ? "" : "<mrow>" + above + "</mrow>") + "</" + kind + ">";
    }

    private String atom() {
        char c = tex.charAt(at);
        if (c == '\\') {
            return ofCommand(command());
        }
        at++;
        if (c == '{') {
            String row = row();
            close();
            return "<mrow>" + row + "</mrow>";
        }
        if (c == '_' || c == '^') {
            at--;
            return "<mrow></mrow>";
        }
        if (Character.isDigit(c)) {
            int from = at - 1;
            while (at < tex.length() && (Character.isDigit(tex.charAt(at)) || isPoint())) {
                at++;
            }
            return "<mn>" + tex.substring(from, at) + "</mn>";
        }
        if (Character.isLetter(c)) {
            return "<mi>" + c + "</mi>";
        }
        return switch (c) {
            case '-' -> "<mo>−</mo>";
            case '~' -> space("0.25em");
            case '(', ')', '[', ']', '|' -> fence(String.valueOf(c), false);
            default -> "<mo>" + escaped(String.valueOf(c)) + "</mo>";
        };
    }

    /** A point, or a comma between thousands, within a number. */
    private boolean isPoint() {
        return ".,".indexOf(tex.charAt(at)) >= 0
                && at + 1 < tex.length()
                && Character.isDigit(tex.charAt(at + 1))
                && (tex.charAt(at) == '.' || tex.substring(at + 1).matches("(?s)\\d{3}(?!\\d).*"));
    }

    private String ofCommand(String name) {
        if (LETTERS.containsKey(name)) {
            return "<mi>" + LETTERS.get(name) + "</mi>";
        }
        if (OPERATORS.containsKey(name)) {
            return "<mo>" + OPERATORS.get(name) + "</mo>";
        }
        if (FENCES.containsKey(name)) {
            return fence(FENCES.get(name), false);
        }
        if (SPACES.containsKey(name)) {
            return space(SPACES.get(name));
        }
        if (SUMS.containsKey(name)) {
            return "<mo>" + SUMS.get(name) + "</mo>";
        }
        if (FUNCTIONS.contains(name)) {
            return "<mi>" + name + "</mi>";
        }
        if (ACCENTS.containsKey(name)) {
            return "<mover accent=\"true\"><mrow>" + argument() + "</mrow><mo>" + ACCENTS.get(name) + "</mo></mover>";
        }
        if (PLAIN.contains(name)) {
            return "";
        }
        if (SIZES.contains(name)) {
            return delimiter();
        }
        return switch (name) {
            case "frac", "tfrac", "dfrac" ->
                "<mfrac><mrow>" + argument() + "</mrow><mrow>" + argument() + "</mrow></mfrac>";
            case "sqrt" -> "<msqrt>" + argument() + "</msqrt>";
            case "text", "textrm", "mbox" -> "<mtext>" + escaped(raw()) + "</mtext>";
            case "mathrm", "operatorname", "mathit" -> "<mi mathvariant=\"normal\">" + escaped(raw()) + "</mi>";
            case "mathbf", "boldsymbol" -> styled(raw(), 0x1D400, 0x1D41A);
            case "mathcal" -> styled(raw(), 0x1D4D0, 0x1D4EA);
            case "mathbb" -> "<mi>" + doubled(raw()) + "</mi>";
            case "pmod" -> space("0.5em") + "<mo>(</mo><mi>mod</mi>" + space("0.25em") + argument() + "<mo>)</mo>";
            case "|" -> fence("‖", false);
            case "{", "}" -> fence(name, false);
            case "%", "#", "&", "_" -> "<mo>" + escaped(name) + "</mo>";
            case "begin" -> environment();
            default -> throw new UnknownTexException();
        };
    }

    private String delimiter() {
        skipSpaces();
        if (at == tex.length()) {
            throw new UnknownTexException();
        }
        if (tex.charAt(at) == '\\') {
            String name = command();
            String fence = FENCES.getOrDefault(name, name.equals("|") ? "‖" : name);
            return fence(fence, true);
        }
        char c = tex.charAt(at++);
        return c == '.' ? "" : fence(String.valueOf(c), true);
    }

    private static String fence(String text, boolean stretchy) {
        return "<mo stretchy=\"" + stretchy + "\">" + escaped(text) + "</mo>";
    }

    private static String space(String width) {
        return "<mspace width=\"" + width + "\"></mspace>";
    }

    /** Lines of columns: {@code cases}, {@code aligned} and the like. */
    private String environment() {
        String name = raw();
        List<String> rows = new ArrayList<>();
        StringBuilder cells = new StringBuilder();
        while (true) {
            cells.append("<mtd>").append(row()).append("</mtd>");
            if (next('&')) {
                continue;
            }
            rows.add("<mtr>" + cells + "</mtr>");
            cells.setLength(0);
            if (tex.startsWith("\\\\", at)) {
                at += 2;
            } else if (tex.startsWith("\\end", at)) {
                command();
                if (!raw().equals(name)) {
                    throw new UnknownTexException();
                }
                String table = "<mtable class=\"" + (name.equals("cases") ? "cases" : "aligned") + "\">"
                        + String.join("", rows) + "</mtable>";
                return name.equals("cases") ? fence("{", true) + table : table;
            } else {
                throw new UnknownTexException();
            }
        }
    }

    /** What a command or a script is of: a group, or what comes next. */
    private String argument() {
        skipSpaces();
        if (at == tex.length()) {
            throw new UnknownTexException();
        }
        if (next('{')) {
            String row = row();
            close();
            return row;
        }
        if (Character.isDigit(tex.charAt(at))) {
            return "<mn>" + tex.charAt(at++) + "</mn>";
        }
        return atom();
    }

    /** The text of a group, as it is written; without braces the next letter. */
    private String raw() {
        skipSpaces();
        if (at == tex.length()) {
            throw new UnknownTexException();
        }
        if (!next('{')) {
            return String.valueOf(tex.charAt(at++));
        }
        int end = tex.indexOf('}', at);
        if (end < 0 || tex.substring(at, end).contains("{")) {
            throw new UnknownTexException();
        }
        String text = tex.substring(at, end);
        at = end + 1;
        return text;
    }

    private void close() {
        if (!next('}')) {
            throw new UnknownTexException();
        }
    }

    /** The name behind a backslash: letters, or one other character. */
    private String command() {
        int from = ++at;
        if (at == tex.length()) {
            throw new UnknownTexException();
        }
        while (at < tex.length() && Character.isLetter(tex.charAt(at))) {
            at++;
        }
        at = Math.max(at, from + 1);
        return tex.substring(from, at);
    }

    private boolean next(char c) {
        boolean is = at < tex.length() && tex.charAt(at) == c;
        at += is ? 1 : 0;
        return is;
    }

    private void skipSpaces() {
        while (at < tex.length() && Character.isWhitespace(tex.charAt(at))) {
            at++;
        }
    }

    /** Latin letters of another style, which Unicode has one after the other; other characters as they are. */
    private static String styled(String text, int capital, int small) {
        StringBuilder styled = new StringBuilder("<mi>");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                styled.appendCodePoint(capital + c - 'A');
            } else if (c >= 'a' && c <= 'z') {
                styled.appendCodePoint(small + c - 'a');
            } else {
                styled.append(escaped(String.valueOf(c)));
            }
        }
        return styled.append("</mi>").toString();
    }

    private static String doubled(String letter) {
        return switch (letter) {
            case "R" -> "ℝ";
            case "N" -> "ℕ";
            case "Z" -> "ℤ";
            case "C" -> "ℂ";
            case "E" -> "𝔼";
            default -> throw new UnknownTexException();
        };
    }

    private static String escaped(String text) {
        return Html.text(text).markup();
    }
}
