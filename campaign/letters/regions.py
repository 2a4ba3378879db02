"""Which countries lie near each other: the subregions of the United Nations' list M49."""

# Code of the subregion → ISO 3166-1 alpha-2 codes of its countries; the continent is its first word.
SUBREGIONS = {
    "africa north": "DZ EG EH LY MA SD TN",
    "africa east": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TZ UG YT ZM ZW",
    "africa middle": "AO CD CF CG CM GA GQ ST TD",
    "africa south": "BW LS NA SZ ZA",
    "africa west": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "america caribbean": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    "america central": "BZ CR GT HN MX NI PA SV",
    "america south": "AR BO BR CL CO EC FK GF GY PE PY SR UY VE",
    "america north": "BM CA GL PM US",
    "asia central": "KG KZ TJ TM UZ",
    "asia east": "CN HK JP KP KR MN MO TW",
    "asia south-east": "BN ID KH LA MM MY PH SG TH TL VN",
    "asia south": "AF BD BT IN IR LK MV NP PK",
    "asia west": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "europe east": "BG BY CZ HU MD PL RO RU SK UA",
    "europe north": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "europe south": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
    "europe west": "AT BE CH DE FR LI LU MC NL",
    "oceania": "AS AU CC CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
}
SUBREGION_OF = {country: name for name, countries in SUBREGIONS.items() for country in countries.split()}

SAME_COUNTRY, SAME_SUBREGION, SAME_CONTINENT, FAR = range(4)


def distance(one: str, other: str) -> int:
    """How far two countries lie apart, from SAME_COUNTRY to FAR; a country that is not known is far."""
    if one and one == other:
        return SAME_COUNTRY
    here, there = SUBREGION_OF.get(one, ""), SUBREGION_OF.get(other, "")
    if not here or not there:
        return FAR
    if here == there:
        return SAME_SUBREGION
    return SAME_CONTINENT if here.split()[0] == there.split()[0] else FAR
