package org.inrzoo.weights;

import java.util.regex.Pattern;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;

/**
 * The name of weights, {@code MODEL.TAG}: which model, and what it was trained for.
 *
 * @param model registry name
 * @param tag lower-case letters, digits and hyphens, such as {@code camera512}
 */
public record WeightsName(String model, String tag) {

    private static final Pattern WORD = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?");

    /**
     * Checks both parts.
     *
     * @throws OptionException when one is no such word
     */
    public WeightsName {
        require(model, model + "." + tag);
        require(tag, model + "." + tag);
    }

    private static void require(String word, String whole) {
        if (!WORD.matcher(word).matches()) {
            throw refusal(whole);
        }
    }

    private static OptionException refusal(String text) {
        return new OptionException(Quoted.of(text)
                + " is no name of weights: that is MODEL.TAG, each of lower-case letters, digits and hyphens");
    }

    /**
     * Reads {@code MODEL.TAG}.
     *
     * @throws OptionException when the text is none
     */
    public static WeightsName parse(String text) {
        int point = text.indexOf('.');
        if (point < 0) {
            throw refusal(text);
        }
        return new WeightsName(text.substring(0, point), text.substring(point + 1));
    }

    /** Whether a text has the form of such a name, and not that of a weights file's. */
    public static boolean isOne(String text) {
        int point = text.indexOf('.');
        return point > 0
                && !text.endsWith(WeightsShelf.WEIGHTS)
                && WORD.matcher(text.substring(0, point)).matches()
                && WORD.matcher(text.substring(point + 1)).matches();
    }

    @Override
    public String toString() {
        return model + "." + tag;
    }
}
