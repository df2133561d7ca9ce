package org.inrzoo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.inrzoo.record.FitRecord;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.RunFolder;

/** A fit as a person at a terminal, or a program, sees it: progress, Ctrl-C, the last line. */
record FitSession(boolean json) {

    /** A fit in a folder of its own, which is given back at its end. */
    int run(ClaimedFolder claimed, Function<RunFolder, FitRun> start) {
        try (claimed) {
            return run(claimed.folder(), start);
        }
    }

    private int run(RunFolder folder, Function<RunFolder, FitRun> start) {
        try (FitRun run = start.apply(folder)) {
            run.whyNotFused().ifPresent(why -> System.err.println("inrzoo: computing with SameDiff; " + why));
            TerminationSignals.onInterrupt(run::stop);
            Optional<FitRecord> result;
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
            System.out.println(json ? object(result.get(), folder.path()) : summary(result.get(), folder.path()));
            return 0;
        }
    }

    private static String summary(FitRecord result, Path out) {
        return String.format(
                Locale.ROOT,
                "%s: %.2f dB (best %.2f%s), between the pixels %.2f dB, after %d steps in %.1f s with the %s engine; see %s",
                result.model(),
                result.psnr(),
                result.psnrBest(),
                tested(result.test()),
                result.psnrBetween(),
                result.steps(),
                result.seconds(),
                result.engine(),
                quoted(out));
    }

    private static String tested(FitRecord.Test test) {
        return test == null
                ? ""
                : String.format(Locale.ROOT, "; at %dx%d %.2f", test.width(), test.height(), test.psnr());
    }

    private static String object(FitRecord result, Path out) {
        ObjectNode object = new ObjectMapper().valueToTree(result);
        return object.put("out", out.toAbsolutePath().toString()).toString();
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.contains(" ") ? "'" + text + "'" : text;
    }
}
