package org.inrzoo.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.option.Options;
import org.inrzoo.signal.SignalKind;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;

/** The kinds of signals and the objectives, as a person or a program reads them. */
final class KindsList {

    private KindsList() {}

    static String text() {
        StringBuilder text = new StringBuilder("Signals, --signal KIND:SOURCE" + System.lineSeparator());
        for (SignalKind kind : SignalKinds.all()) {
            line(text, kind.name(), kind.summary());
            line(text, "", "built in: " + String.join(", ", kind.examples()));
            line(text, "", "shown as: " + String.join(", ", kind.endings()));
            options(text, "--read", kind.reading());
        }
        text.append(System.lineSeparator()).append("Objectives, --objective NAME:key=value,...");
        text.append(System.lineSeparator());
        for (ObjectiveKind kind : ObjectiveKinds.all()) {
            line(text, kind.name(), kind.summary());
            options(text, "", (Record) kind);
        }
        return text.toString();
    }

    private static void options(StringBuilder text, String option, Record record) {
        Map<String, String> meanings = Options.meanings(record.getClass());
        Options.values(record)
                .forEach((key, value) ->
                        line(text, "", (option + " " + key + "=" + value).strip() + "  " + meanings.get(key)));
    }

    private static void line(StringBuilder text, String name, String rest) {
        text.append("  ").append(name).append(" ".repeat(Math.max(1, 12 - name.length())));
        text.append(rest).append(System.lineSeparator());
    }

    static Map<String, Object> json() {
        List<Object> signals = new ArrayList<>();
        for (SignalKind kind : SignalKinds.all()) {
            Map<String, Object> entry = entry(kind.name(), kind.summary(), Options.values(kind.reading()));
            entry.put("builtIn", kind.examples());
            entry.put("shownAs", kind.endings());
            entry.put("objective", kind.objective());
            signals.add(entry);
        }
        List<Object> objectives = new ArrayList<>();
        for (ObjectiveKind kind : ObjectiveKinds.all()) {
            objectives.add(entry(kind.name(), kind.summary(), ObjectiveKinds.options(kind)));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("signals", signals);
        all.put("objectives", objectives);
        return all;
    }

    private static Map<String, Object> entry(String name, String summary, Map<String, Object> options) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("summary", summary);
        entry.put("options", options);
        return entry;
    }
}
