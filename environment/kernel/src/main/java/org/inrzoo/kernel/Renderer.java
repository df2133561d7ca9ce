package org.inrzoo.kernel;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import javax.imageio.ImageIO;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.html.HtmlWriteOptions;
import tech.tablesaw.io.html.HtmlWriter;

/** Values as people see them: pictures, and what has one, as PNG, tables as HTML, arrays by their elements, all else as text. */
final class Renderer {

    private static final int ELEMENTS = 20;
    private static final int ROWS = 100;
    private static final int CHARACTERS = 10_000_000;
    private static final long PIXELS = 100_000_000;
    private static final int PNG_BYTES = 64 << 20;

    private Renderer() {}

    /**
     * The value in the forms that suit it.
     *
     * @param types MIME types: a text is taken to be of these types; of any other value only these forms are kept
     * @throws IllegalArgumentException when the value has no such form; names those it has
     */
    static MimeBundle render(Object value, String... types) {
        if (types.length == 0) {
            return render(value);
        }
        Map<String, String> forms = new LinkedHashMap<>();
        Map<String, String> known =
                value instanceof CharSequence ? Map.of() : render(value).data();
        for (String type : types) {
            String form = value instanceof CharSequence ? text(value) : known.get(type);
            if (form == null) {
                throw new IllegalArgumentException(value.getClass().getSimpleName() + " cannot be shown as '" + type
                        + "'; it can be as: " + String.join(", ", known.keySet()));
            }
            forms.put(type, form);
        }
        return new MimeBundle(forms);
    }

    private static MimeBundle render(Object value) {
        if (value instanceof MimeBundle bundle) {
            return bundle;
        }
        if (value instanceof BufferedImage picture) {
            return picture(picture, "picture");
        }
        if (value instanceof Table table) {
            return MimeBundle.of(MimeBundle.HTML, html(table), table.print());
        }
        Optional<BufferedImage> drawn = drawn(value);
        if (drawn.isPresent()) {
            return picture(drawn.get(), text(value));
        }
        return MimeBundle.text(shortened(value != null && value.getClass().isArray() ? elements(value) : text(value)));
    }

    /** The picture of a value that has one, such as the zoo's images: what its public {@code toBufferedImage()} returns. */
    private static Optional<BufferedImage> drawn(Object value) {
        try {
            Method method = Objects.requireNonNullElse(value, "").getClass().getMethod("toBufferedImage");
            return method.getReturnType() == BufferedImage.class
                    ? Optional.ofNullable((BufferedImage) method.invoke(value))
                    : Optional.empty();
        } catch (ReflectiveOperationException e) { // it has none, or cannot draw it
            return Optional.empty();
        }
    }

    /** A value's text; "null" also where its {@code toString} gives none. */
    private static String text(Object value) {
        return String.valueOf((Object) String.valueOf(value));
    }

    private static String shortened(String text) {
        return text.length() <= CHARACTERS
                ? text
                : text.substring(0, CHARACTERS) + "\u2026 " + text.length() + " characters in all";
    }

    private static MimeBundle picture(BufferedImage picture, String name) {
        String told = name + " of " + picture.getWidth() + "x" + picture.getHeight() + " pixels";
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if ((long) picture.getWidth() * picture.getHeight() > PIXELS) {
            throw tooLarge(told);
        }
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (png.size() > PNG_BYTES) {
            throw tooLarge(told);
        }
        return MimeBundle.of(MimeBundle.PNG, Base64.getEncoder().encodeToString(png.toByteArray()), told);
    }

    private static IllegalArgumentException tooLarge(String told) {
        return new IllegalArgumentException(
                "a " + told + " is too large for a notebook: make it smaller, or write it to a file");
    }

    private static String html(Table table) {
        StringWriter html = new StringWriter();
        Table shown = table.first(Math.min(ROWS, table.rowCount()));
        new HtmlWriter().write(shown, HtmlWriteOptions.builder(html).build());
        return html.toString();
    }

    private static String elements(Object array) {
        int length = Array.getLength(array);
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < Math.min(length, ELEMENTS); i++) {
            Object element = Array.get(array, i);
            text.add(element != null && element.getClass().isArray() ? elements(element) : String.valueOf(element));
        }
        if (length > ELEMENTS) {
            text.add("\u2026 " + length + " in all");
        }
        return array.getClass().getComponentType().getSimpleName() + "[" + length + "] " + text;
    }
}
