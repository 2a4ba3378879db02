"""English names of countries and of the cities with most embassies: pages head letters with them."""

import re

COUNTRIES = frozenset(
    name.strip()
    for name in """
    Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan,
    Bahrain, Bangladesh, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia and Herzegovina,
    Botswana, Brazil, Britain, Brunei, Bulgaria, Burkina Faso, Burundi, Cambodia, Cameroon, Canada,
    Cape Verde, Catalonia, Chad, Chile, China, Colombia, Congo, Costa Rica, Croatia, Cuba, Cyprus,
    Czech Republic, Czechia, Denmark, Djibouti, Dominican Republic, East Timor, Ecuador, Egypt, El
    Salvador, England, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia,
    Georgia, Germany, Ghana, Great Britain, Greece, Guatemala, Guinea, Guyana, Haiti, Honduras, Hong
    Kong, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast,
    Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon,
    Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia,
    Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco, Mongolia, Montenegro,
    Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands, New Zealand, Nicaragua, Niger,
    Nigeria, North Korea, North Macedonia, Northern Ireland, Norway, Oman, Pakistan, Palestine,
    Panama, Paraguay, Peru, Philippines, Poland, Portugal, Puerto Rico, Qatar, Romania, Russia,
    Rwanda, Saudi Arabia, Scotland, Senegal, Serbia, Sierra Leone, Singapore, Slovakia, Slovenia,
    Somalia, South Africa, South Korea, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden,
    Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, The Gambia, The Netherlands, Togo,
    Trinidad and Tobago, Tunisia, Turkey, Turkmenistan, UAE, Uganda, UK, Ukraine, United Arab
    Emirates, United Kingdom, United States, Uruguay, US, USA, Uzbekistan, Venezuela, Vietnam,
    Wales, Yemen, Zambia, Zimbabwe""".replace("\n", " ").split(",")
)
CAPITALS = {
    **{"Ankara": "Turkey", "Athens": "Greece", "Beijing": "China", "Belgrade": "Serbia", "Berlin": "Germany"},
    **{"Berne": "Switzerland", "Bishkek": "Kyrgyzstan", "Brasilia": "Brazil", "Brussels": "Belgium"},
    **{"Bucharest": "Romania", "Budapest": "Hungary", "Cairo": "Egypt", "Canberra": "Australia"},
    **{"Copenhagen": "Denmark", "Dublin": "Ireland", "Dushanbe": "Tajikistan", "Helsinki": "Finland"},
    **{"Islamabad": "Pakistan", "Kiev": "Ukraine", "Kyiv": "Ukraine", "Lisbon": "Portugal"},
    **{"London": "United Kingdom", "Luxembourg": "Luxembourg", "Madrid": "Spain", "Minsk": "Belarus"},
    **{"Moscow": "Russia", "New Delhi": "India", "Oslo": "Norway", "Ottawa": "Canada", "Paris": "France"},
    **{"Prague": "Czech Republic", "Riga": "Latvia", "Rome": "Italy", "Seoul": "South Korea"},
    **{"Sofia": "Bulgaria", "Stockholm": "Sweden", "Tallinn": "Estonia", "Tashkent": "Uzbekistan"},
    **{"Tbilisi": "Georgia", "The Hague": "Netherlands", "Tokyo": "Japan", "Vienna": "Austria"},
    **{"Vilnius": "Lithuania", "Warsaw": "Poland", "Washington": "United States", "Yerevan": "Armenia"},
    "Washington DC": "United States",
}
CITIES = frozenset(CAPITALS) | {"Geneva", "Istanbul", "New York", "Tel Aviv"}
_HEADING = re.compile(r"(?P<place>[A-Z][A-Za-z ]{1,24}?)(?:\s*[:–—,(-]\s*\S.{0,60})?$")


def heads_with_place(text: str) -> bool:
    """Whether a short line is a country or city, alone or before a colon: "Chile", "Oslo: a letter"."""
    return place_in_heading(text) != ""


def place_in_heading(text: str) -> str:
    """The country or city with which such a line begins, as it is written; empty when it is another line."""
    if len(text) > 80 or text.endswith((".", ",", ";", ":")):
        return ""
    match = _HEADING.match(text)
    place = match["place"].strip() if match else ""
    return place if named_place(place) else ""


def named_place(place: str) -> str:
    """The name in its usual capitals when it is a country or a city that we know, otherwise empty."""
    usual = place if place.isupper() and len(place) < 4 else place.title() if place.isupper() else place
    return usual if usual in COUNTRIES | CITIES else ""
