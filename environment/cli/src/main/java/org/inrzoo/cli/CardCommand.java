package org.inrzoo.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.inrzoo.CoordinateCard;
import org.inrzoo.ModelCard;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.io.Json;
import org.inrzoo.option.OptionException;
import org.inrzoo.page.ModelPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "card",
        description = "Shows a model's card: source, size, settings, results, citation.",
        mixinStandardHelpOptions = true)
final class CardCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the model")
    private String name;

    @Option(names = "--all-settings", description = "explain each setting in a line of its own")
    private boolean allSettings;

    @Option(names = "--all", description = "one page about all models, in Markdown")
    private boolean all;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "write it to a file, overwriting an earlier one; default standard output")
    private Path out;

    @Option(names = "--json", description = "a JSON object, or an array of all models'")
    private boolean json;

    @Override
    public Integer call() {
        if ((name == null) != all) {
            throw new OptionException("card wants a model's NAME, or --all; 'inrzoo list' shows the names");
        }
        String text = all ? page() : card();
        if (out == null) {
            System.out.print(text);
        } else {
            AtomicFiles.write(out, text.getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private String card() {
        ModelCard card = Zoo.get(name).card();
        if (json) {
            return Json.line(card.data()) + System.lineSeparator();
        }
        return explained(card.text(allSettings));
    }

    private String explained(String text) {
        return text
                + (allSettings
                        ? ""
                        : System.lineSeparator() + "--all-settings explains each setting" + System.lineSeparator());
    }

    private String page() {
        List<CoordinateCard> cards = Zoo.ofCoordinates().stream()
                .map(model -> new CoordinateCard(model.variant()))
                .toList();
        return json
                ? Json.line(cards.stream().map(ModelCard::data).toList()) + System.lineSeparator()
                : new ModelPage(cards).markdown();
    }
}
