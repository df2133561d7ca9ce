package org.inrzoo.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value in the forms a front end can show; it takes the richest one it knows.
 *
 * @param data MIME type to text; pictures as Base64
 */
public record MimeBundle(Map<String, String> data) {

    static final String TEXT = "text/plain";
    static final String HTML = "text/html";
    static final String PNG = "image/png";

    public MimeBundle {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    static MimeBundle text(String text) {
        return new MimeBundle(Map.of(TEXT, text));
    }

    static MimeBundle of(String type, String data, String text) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(type, data);
        forms.put(TEXT, text);
        return new MimeBundle(forms);
    }

    /** The plain text where there is any, else the first form. */
    String text() {
        return data.getOrDefault(TEXT, data.values().stream().findFirst().orElse(""));
    }
}
