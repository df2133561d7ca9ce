package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.io.Json;
import org.inrzoo.site.HelpPage;
import org.inrzoo.site.SiteReport;
import org.inrzoo.site.ZooSite;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "site",
        description = "Makes pages of it all, to be opened from disk: gallery, notebooks, guides.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SiteCommand implements Callable<Integer> {

    /** Between two lines of what is made. */
    private static final double SECONDS = 2;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/site",
            description = "folder, in place of an earlier site there; default ${DEFAULT-VALUE}")
    private Path out;

    @Option(names = "--javadoc", description = "with the library's Javadoc, which takes a minute more")
    private boolean javadoc;

    @Option(names = "--json", description = "print one JSON object that says what was made")
    private boolean json;

    private final ReportClock clock = new ReportClock(SECONDS);

    @Override
    public Integer call() {
        Path project = Path.of(System.getProperty("inrzoo.project", ""));
        SiteReport report = ZooSite.of(project, help()).write(out, javadoc, this::say);
        System.out.println(
                json
                        ? Json.line(report)
                        : "inrzoo: open " + out.resolve("index.html") + " (" + report.pages() + " pages, "
                                + report.bytes() / 1_000_000 + " MB, " + Durations.words(report.seconds()) + ")");
        return 0;
    }

    private void say(String next) {
        if (!json && clock.isDue()) {
            System.err.println("inrzoo: " + next);
        }
    }

    private static List<HelpPage> help() {
        List<HelpPage> pages = new ArrayList<>();
        help("", Main.commandLine(), pages);
        return pages;
    }

    /** The help of a command's parts and of theirs. */
    private static void help(String before, CommandLine command, List<HelpPage> pages) {
        command.getSubcommands().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(part -> {
                    String[] line =
                            part.getValue().getCommandSpec().usageMessage().description();
                    pages.add(new HelpPage(
                            before + part.getKey(),
                            String.join(" ", line),
                            part.getValue().getUsageMessage()));
                    help(before + part.getKey() + " ", part.getValue(), pages);
                });
    }
}
