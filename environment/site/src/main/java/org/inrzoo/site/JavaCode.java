package org.inrzoo.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java with its comments, texts, numbers and keywords told apart. */
final class JavaCode {

    private static final Pattern TOKEN = Pattern.compile("(?<comment>//[^\\n]*|/\\*[\\s\\S]*?\\*/)"
            + "|(?<text>\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*')"
            + "|(?<number>\\b\\d[\\w.]*(?:(?<=[eE])[+-]\\d+)?)"
            + "|\\b(?<keyword>abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else|enum|extends"
            + "|final|finally|float|for|if|implements|import|instanceof|int|interface|long|new|null|package|permits|private|protected"
            + "|public|record|return|sealed|short|static|super|switch|synchronized|this|throw|throws|true|false|try|var|void|while"
            + "|yield)\\b");

    private JavaCode() {}

    static Html html(String code) {
        StringBuilder markup = new StringBuilder();
        Matcher token = TOKEN.matcher(code);
        int from = 0;
        while (token.find()) {
            markup.append(Html.text(code.substring(from, token.start())).markup());
            markup.append(Html.of("<span class=\"{}\">{}</span>", kind(token), token.group())
                    .markup());
            from = token.end();
        }
        return new Html(markup.append(Html.text(code.substring(from)).markup()).toString());
    }

    private static String kind(Matcher token) {
        return token.group("comment") != null
                ? "c"
                : token.group("text") != null ? "s" : token.group("number") != null ? "n" : "k";
    }
}
