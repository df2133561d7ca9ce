package org.inrzoo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.inrzoo.record.RunRecord;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunningFit;

/** A fit as a person at a terminal, or a program, sees it: progress, Ctrl-C, the last line. */
record FitSession(boolean json) {

    /** A fit in a folder of its own, which is given back at its end. */
    int run(ClaimedFolder claimed, Function<RunFolder, ? extends RunningFit> start) {
        try (claimed) {
            return run(claimed.folder(), start);
        }
    }

    private int run(RunFolder folder, Function<RunFolder, ? extends RunningFit> start) {
        try (RunningFit run = start.apply(folder)) {
            run.whyNotFused().ifPresent(why -> System.err.println("inrzoo: computing with SameDiff; " + why));
            TerminationSignals.onInterrupt(run::stop);
            Optional<? extends RunRecord> result;
            try (FitProgress progress = FitProgress.show(run)) {
                run.listener(progress);
                result = run.run();
            }
            if (result.isEmpty()) {
                System.err.println(
                        "inrzoo: stopped; go on with: " + Launcher.command() + " resume " + quoted(folder.path()));
                return TerminationSignals.INTERRUPTED;
            }
            run.notes().forEach(note -> System.err.println("inrzoo: " + note));
            System.out.println(
                    json
                            ? object(result.get(), folder.path())
                            : result.get().summary() + "; see " + quoted(folder.path()));
            return 0;
        }
    }

    private static String object(RunRecord result, Path out) {
        ObjectNode object = new ObjectMapper().valueToTree(result);
        return object.put("out", out.toAbsolutePath().toString()).toString();
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.contains(" ") ? "'" + text + "'" : text;
    }
}
