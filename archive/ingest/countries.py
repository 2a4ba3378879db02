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
CITIES = frozenset(
    name.strip()
    for name in """
    Ankara, Athens, Beijing, Belgrade, Berlin, Berne, Brasilia, Brussels, Bucharest, Budapest, Cairo,
    Canberra, Copenhagen, Dublin, Dushanbe, Geneva, Helsinki, Islamabad, Istanbul, Kiev, Kyiv,
    Lisbon, London, Luxembourg, Madrid, Minsk, Moscow, New Delhi, New York, Oslo, Ottawa, Paris,
    Prague, Riga, Rome, Seoul, Sofia, Stockholm, Tallinn, Tashkent, Tbilisi, Tel Aviv, The Hague,
    Tokyo, Vienna, Vilnius, Warsaw, Washington, Washington DC, Yerevan""".replace("\n", " ").split(",")
)
_HEADING = re.compile(r"(?P<place>[A-Z][A-Za-z ]{1,24}?)(?:\s*[:–—,(-]\s*\S.{0,60})?$")


def heads_with_place(text: str) -> bool:
    """Whether a short line is a country or city, alone or before a colon: "Chile", "Oslo: a letter"."""
    if len(text) > 80 or text.endswith((".", ",", ";", ":")):
        return False
    match = _HEADING.match(text)
    place = match["place"].strip() if match else ""
    return (place if place.isupper() and len(place) < 4 else place.title() if place.isupper() else place) in (
        COUNTRIES | CITIES
    )
