"""First names and surnames to draw from: common ones of mixed origin, combined by chance."""

_GIRLS = (
    "Aaliyah Amina Anna Anouk Asya Aya Beyza Bo Britt Chloë Daria Demi Dewi Elif Elin Emma Esmée Eva "
    "Evi Fatima Femke Fenna Floor Fleur Hanna Hiba Ilse Imane Indy Iris Isa Jasmijn Jet Julia Kim Kinga "
    "Lara Lieke Lina Lisa Loïs Lotte Luna Maartje Maja Malak Mara Marit Meryem Mila Milou Naomi Nina "
    "Noa Noor Nora Nour Olivia Puck Ranya Roos Rosalie Saar Salma Sanne Sara Selin Senna Sofie Sterre "
    "Suze Tess Veerle Vera Wiktoria Yara Yasmine Zoë Zeynep Zuzanna"
)

_BOYS = (
    "Aad Abel Adam Ali Amir Bart Bas Berat Bilal Bram Cas Daan Damian Dani Dex Emir Finn Floris Gijs "
    "Guus Hamza Hugo Ibrahim Ilias Jacob Jakub Jan Jayden Jens Jesse Jip Joep Joris Julian Kacper Kay "
    "Kenji Koen Lars Levi Liam Lucas Luuk Max Mees Mehmet Mick Mohamed Morris Niek Noah Noud Omar Oskar "
    "Otis Pepijn Pim Quinten Rayan Ravi Rik Ruben Sam Samir Sem Sven Szymon Teun Thijs Tijn Tim Toon "
    "Twan Umut Vince Willem Xavi Yassin Yusuf Ziggy"
)

_SURNAMES = (
    "Aarts Adams Aksoy Alberts Arslan Aydin Baars Bakker Beekmans Benali Berends Bogers Boonen Bouali "
    "Brands Brouwers Cetin Claassen Coolen Cuppens Daems Demir Dirks Donkers Driessen Duijts Evers "
    "Faber Feijen Geerts Gielen Goossens Haddad Hendriks Hermans Heuvelmans Hoeks Hoogers Ismail Jacobs "
    "Jansen Jaspers Joosten Kaya Kerkhofs Klerks Koolen Kowalczyk Kuijpers Lammers Leenders Linders "
    "Lucassen Maas Martens Mertens Moreno Mulder Nabil Nguyen Nooijen Nowak Olijslagers Öztürk Peeters "
    "Pijnenburg Pinas Polat Prinsen Raaijmakers Ramdin Rooijakkers Rutten Sahin Sanders Schellekens "
    "Silva Smits Snoeks Strijbos Swinkels Tahiri Teeuwen Thijssen Tulp Verhagen Verhoeven Vermeulen "
    "Vogels Willems Wijnen Wouters Yildirim Yilmaz Zegers Zielinski"
)
_WITH_PREFIX = (
    "van den Akker,van den Berg,van den Boomen,van Bree,van Dijk,van Dooren,"
    "van der Eijnden,van Gerwen,van Hoof,van de Kerkhof,van Kessel,van Laarhoven,"
    "van der Linden,van Lieshout,van de Loo,van Mierlo,van den Nieuwenhof,van Oorschot,"
    "van der Putten,van Rooij,van de Sande,van Stiphout,van der Velden,van de Ven,"
    "van Vugt,van de Wal,van der Weijden,de Bruijn,de Groot,de Haan,de Jong,de Koning,"
    "de Laat,de Vries,de Wit,el Amrani,el Idrissi,ter Horst,ten Have,in 't Veld,"
    "op 't Hoog,van Heeswijk"
)

GIRLS, BOYS = _GIRLS.split(), _BOYS.split()
SURNAMES = [("", name) for name in _SURNAMES.split()]
SURNAMES += [(name.rpartition(" ")[0], name.rpartition(" ")[2]) for name in _WITH_PREFIX.split(",")]
