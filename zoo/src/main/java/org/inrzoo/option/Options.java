package org.inrzoo.option;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads, lists and varies the options of a record whose components carry {@link Option}. A component that is a record with
 * options lends them to the whole: they have one flat space of names, whatever the records they are grouped in.
 *
 * <p>A component is an {@code int}, {@code long}, {@code double}, {@code boolean}, an enum or a {@code String}; the enum constant
 * {@code FINE_TO_COARSE} is written {@code fine-to-coarse}, and a string is one of its option's {@link Option#words}, or what these allow.
 */
public final class Options {

    private Options() {}

    /** The record's options in declaration order: name to value (number, boolean or lower-case word). */
    public static Map<String, Object> values(Record record) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (isOption(component)) {
                values.put(component.getName(), plain(read(record, component)));
            } else if (component.getType().isRecord()) {
                values.putAll(values((Record) read(record, component)));
            }
        }
        return values;
    }

    /** The meaning of every option of the record class, in declaration order. */
    public static Map<String, String> meanings(Class<? extends Record> type) {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (RecordComponent component : components(type)) {
            meanings.put(
                    component.getName(), component.getAnnotation(Option.class).value());
        }
        return meanings;
    }

    /** Those options of the record class that older settings do not name, with what such settings mean. */
    public static Map<String, String> before(Class<? extends Record> type) {
        Map<String, String> before = new LinkedHashMap<>();
        for (RecordComponent component : components(type)) {
            String value = component.getAnnotation(Option.class).before();
            if (!value.isEmpty()) {
                before.put(component.getName(), value);
            }
        }
        return before;
    }

    /** What an option of the record class may be, in words: {@code a whole number from 1 to 8192}. */
    public static String allowed(Class<? extends Record> type, String name) {
        return allowed(find(type, name));
    }

    /**
     * A copy of the record with one option changed.
     *
     * @param value a value of the option's type, or its text
     * @throws OptionException when there is no such option or the value is not allowed
     */
    public static <R extends Record> R with(R record, String name, Object value) {
        RecordComponent changed = find(record.getClass(), name);
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object old = read(record, component);
            if (isOption(component)) {
                arguments.add(component.getName().equals(name) ? parse(changed, value) : old);
            } else {
                arguments.add(old instanceof Record part && has(part.getClass(), name) ? with(part, name, value) : old);
            }
        }
        return construct(record, arguments);
    }

    /** Whether the record class has an option of this name. */
    public static boolean has(Class<? extends Record> type, String name) {
        return components(type).stream()
                .anyMatch(component -> component.getName().equals(name));
    }

    /** The word an enum constant is written as, see {@link Word}: {@code FINE_TO_COARSE} becomes {@code fine-to-coarse}. */
    public static String word(Enum<?> constant) {
        try {
            Word word = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Word.class);
            return word == null ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-') : word.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every enum constant is a field", e);
        }
    }

    /** The options of a record class and, in their places, those of the records that are its components. */
    private static List<RecordComponent> components(Class<?> type) {
        List<RecordComponent> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (isOption(component)) {
                components.add(component);
            } else if (component.getType().isRecord()) {
                components.addAll(components(component.getType()));
            }
        }
        return components;
    }

    private static boolean isOption(RecordComponent component) {
        return component.isAnnotationPresent(Option.class);
    }

    private static RecordComponent find(Class<?> type, String name) {
        return components(type).stream()
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        name,
                        components(type).stream().map(RecordComponent::getName).toList()));
    }

    private static OptionException unknown(String name, List<String> names) {
        return new OptionException("unknown option " + Quoted.of(name) + "; "
                + Nearest.hint(name, names, "there are: " + String.join(", ", names)));
    }

    private static Object parse(RecordComponent component, Object value) {
        Class<?> type = component.getType();
        String text = value instanceof Enum<?> constant
                ? word(constant)
                : String.valueOf(value).trim();
        try {
            if (type == boolean.class) {
                return parseBoolean(text);
            }
            if (type.isEnum()) {
                return Arrays.stream(type.getEnumConstants())
                        .filter(constant -> word((Enum<?>) constant).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow();
            }
            if (type == String.class) {
                Words words = words(component);
                return words.words().stream()
                        .filter(word -> word.equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .or(() -> Optional.of(text).filter(words::allow))
                        .orElseThrow();
            }
            return parseNumber(component, text);
        } catch (RuntimeException e) {
            throw new OptionException("option '" + component.getName() + "' cannot be " + Quoted.of(text) + "; it is "
                    + allowed(component));
        }
    }

    private static Words words(RecordComponent component) {
        try {
            return component
                    .getAnnotation(Option.class)
                    .words()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the words of " + component + " need a public constructor", e);
        }
    }

    private static boolean parseBoolean(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object parseNumber(RecordComponent component, String text) {
        Option option = component.getAnnotation(Option.class);
        double number = Double.parseDouble(text);
        if (!(number >= option.min() && number <= option.max()) || Double.isInfinite(number)) {
            throw new IllegalArgumentException(text);
        }
        Class<?> type = component.getType();
        if (type == double.class) {
            return number;
        }
        boolean integral = text.matches("[+-]?\\d+");
        if (type == int.class) {
            return integral ? Integer.parseInt(text) : Math.toIntExact(exactLong(number));
        }
        return integral ? Long.parseLong(text) : exactLong(number);
    }

    private static long exactLong(double number) {
        if (number != Math.rint(number) || Math.abs(number) > 1L << 53) {
            throw new IllegalArgumentException("not a whole number");
        }
        return (long) number;
    }

    private static String allowed(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> word((Enum<?>) constant))
                            .collect(Collectors.joining(", "));
        }
        if (type == String.class) {
            Words words = words(component);
            return "one of " + String.join(", ", words.words())
                    + (words.beside().isEmpty() ? "" : ", or " + words.beside());
        }
        Option option = component.getAnnotation(Option.class);
        String kind = type == double.class ? "a number" : "a whole number";
        if (Double.isInfinite(option.min()) && Double.isInfinite(option.max())) {
            return kind;
        }
        if (Double.isInfinite(option.max())) {
            return kind + " of at least " + number(option.min());
        }
        return kind + " from " + number(option.min()) + " to " + number(option.max());
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static Object plain(Object value) {
        return value instanceof Enum<?> constant ? word(constant) : value;
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> R construct(R record, List<Object> arguments) {
        Class<?>[] types = Arrays.stream(record.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
            return (R) constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            throw new OptionException(e.getCause().getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record of options must be public: " + record.getClass(), e);
        }
    }
}
