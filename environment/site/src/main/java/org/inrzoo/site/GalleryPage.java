package org.inrzoo.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The page of all models, which a script filters and sorts. */
final class GalleryPage {

    private static final Map<String, String> ORDERS = new LinkedHashMap<>();

    static {
        ORDERS.put("family", "family");
        ORDERS.put("name", "name");
        ORDERS.put("psnr", "best PSNR first");
        ORDERS.put("accuracy", "best accuracy first");
        ORDERS.put("parameters", "smallest first");
        ORDERS.put("seconds", "fastest first");
    }

    private GalleryPage() {}

    static SitePage of(List<Animal> animals, ModelPages pages) {
        List<Html> families = animals.stream()
                .map(Animal::family)
                .distinct()
                .map(name -> option(name, name))
                .toList();
        List<Html> orders = ORDERS.entrySet().stream()
                .map(order -> option(order.getKey(), order.getValue()))
                .toList();
        Html main = Html.of(
                """
                <h1>Gallery</h1>
                <p class="lead">All {} models. Functions of coordinates are shown by a picture that they have learnt; networks for pictures by how many
                they tell apart. Pictures and times of different sizes are not to be compared: a model's page says what was fitted, and how long.</p>
                <form class="filter" hidden>
                <label>Search <input type="search" name="text" autocomplete="off" placeholder="siren, hash, 2022 …"></label>
                <label>Family <select name="family"><option value="">all</option>{}</select></label>
                <label>Kind <select name="kind"><option value="">all</option><option value="coordinates">functions of coordinates</option><option value="pictures">networks for pictures</option></select></label>
                <label>Order <select name="sort">{}</select></label>
                <button type="reset">Reset</button>
                <output data-count aria-live="polite"></output>
                </form>
                <ul class="gallery">
                {}</ul>
                """,
                animals.size(),
                families,
                orders,
                animals.stream()
                        .map(animal -> card(animal, pages.shown(animal)))
                        .toList());
        return new SitePage(
                SiteFrame.GALLERY, "Gallery · INR zoo", SiteFrame.GALLERY, main, List.of("assets/gallery.js"), true);
    }

    private static Html option(String value, String text) {
        return Html.of("<option value=\"{}\">{}</option>", value, text);
    }

    private static Html card(Animal animal, ModelPages.Shown shown) {
        List<Html> data = new ArrayList<>();
        data.add(number("psnr", animal.psnr()));
        data.add(number("accuracy", animal.accuracy()));
        data.add(number("seconds", animal.seconds()));
        String words = String.join(
                        " ",
                        animal.name(),
                        animal.family(),
                        animal.model().summary(),
                        animal.model().source().paper())
                .toLowerCase(Locale.ROOT);
        return Html.of(
                """
                <li class="card" data-name="{}" data-family="{}" data-kind="{}" data-words="{}" data-parameters="{}"{}>
                {}<h2><a href="{}"><code>{}</code></a></h2>
                <p>{}</p>
                {}<dl>{}</dl>
                </li>
                """,
                animal.name(),
                animal.family(),
                animal.model().isOfCoordinates() ? "coordinates" : "pictures",
                words,
                animal.size().trained(),
                data,
                picture(animal, shown),
                animal.page(),
                animal.name(),
                animal.model().summary(),
                small(animal, shown),
                numbers(animal));
    }

    private static Html number(String key, OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble())
                ? Html.of(" data-{}=\"{}\"", key, value.getAsDouble())
                : Html.NOTHING;
    }

    private static Html picture(Animal animal, ModelPages.Shown shown) {
        if (shown.picture() != null) {
            return Html.of(
                    "<img class=\"main\" src=\"{}\" alt=\"{}\" loading=\"lazy\">\n",
                    shown.picture(),
                    animal.specimen().map(Specimen::tag).orElse("A photograph") + " as " + animal.name() + " draws it");
        }
        return Html.of("<p class=\"no-picture\">{}</p>\n", sign(animal));
    }

    /** What stands in place of a picture: the accuracy of a network for pictures, the formula of a function. */
    private static String sign(Animal animal) {
        return animal.accuracy().isPresent()
                ? Numbers.orDash(1, animal.accuracy(), "%")
                : animal.exhibit().map(exhibit -> exhibit.formula()).orElse(animal.name());
    }

    private static Html small(Animal animal, ModelPages.Shown shown) {
        if (shown.small().isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> pictures = new ArrayList<>();
        shown.small()
                .forEach((what, file) -> pictures.add(Html.of(
                        "<figure><img src=\"{}\" alt=\"{} of {}\" loading=\"lazy\"><figcaption>{}</figcaption></figure>",
                        file,
                        what,
                        animal.name(),
                        what)));
        animal.specimen()
                .map(Specimen::curve)
                .filter(curve -> curve.size() > 1)
                .ifPresent(curve -> pictures.add(Html.of(
                        "<figure>{}<figcaption>PSNR over time</figcaption></figure>",
                        SvgChart.small(
                                "PSNR over time, fit " + animal.specimen().get().kept(), curve))));
        return Html.of("<div class=\"small\">{}</div>\n", pictures);
    }

    private static List<Html> numbers(Animal animal) {
        List<Html> numbers = new ArrayList<>();
        animal.psnr()
                .ifPresent(psnr ->
                        numbers.add(Html.of("<div><dt>PSNR</dt><dd>{} dB</dd></div>", Numbers.decimals(1, psnr))));
        if (animal.accuracy().isPresent()) {
            numbers.add(Html.of("<div><dt>accuracy</dt><dd>{}</dd></div>", Numbers.orDash(1, animal.accuracy(), "%")));
        }
        numbers.add(Html.of(
                "<div><dt>parameters</dt><dd>{}</dd></div>",
                Numbers.whole(animal.size().trained())));
        animal.seconds()
                .ifPresent(seconds ->
                        numbers.add(Html.of("<div><dt>time</dt><dd>{}</dd></div>", Numbers.seconds(seconds))));
        return numbers;
    }
}
