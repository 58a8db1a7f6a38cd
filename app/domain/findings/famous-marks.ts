/** A trade mark that most buyers know. */
export interface FamousMark {
  name: string;
  /** Other spellings, Chinese ones included. */
  aliases: readonly string[];
  /** Classes of the Nice Classification in which it is known. */
  classes: readonly number[];
  /** An ordinary word or name too: a title uses it in its plain sense unless the goods are of its classes. */
  isCommonWord: boolean;
  /** What the cheapest of its goods cost new, in whole US dollars, roughly; null: too little to say. */
  floorUsd: number | null;
}

/**
 * A list gone through by hand (last 2026-11-22) of marks that most buyers know; no register was consulted, for registers hold
 * millions of marks that collide with ordinary words. Classes are those in which a mark is known, floors are rough. In each
 * line: classes, floor, then marks with `*` for a common word and `=` before other spellings. Chinese spellings that are
 * ordinary words as well are left out.
 */
const LIST: readonly string[] = [
  '18 25 14 3|150|Gucci=古驰/古馳, Louis Vuitton=路易威登/louisvuitton, Chanel=香奈儿/香奈兒, Hermès=爱马仕/愛馬仕, Prada=普拉达, Dior=Christian Dior/迪奥/迪奧, Fendi=芬迪, Burberry=博柏利, Balenciaga=巴黎世家, Saint Laurent=YSL/Yves Saint Laurent, Bottega Veneta, Givenchy=纪梵希/紀梵希, Versace=范思哲, Dolce & Gabbana=D&G/Dolce and Gabbana/Dolce Gabbana, Loewe, Goyard, Moncler=盟可睐, Miu Miu, Alexander McQueen, Balmain, Jimmy Choo, Christian Louboutin=Louboutin, Manolo Blahnik, Rimowa, Brunello Cucinelli, Loro Piana, Salvatore Ferragamo=Ferragamo, Valentino Garavani, Maison Margiela=Margiela, Rick Owens, Chrome Hearts',
  '18 25 14 3|150|Valentino*, Celine*=Céline, Chloé*, Mulberry*, Off-White*',
  '25 18|60|Moschino, Armani=Giorgio Armani/Emporio Armani/阿玛尼/亞曼尼, Hugo Boss, Michael Kors, Kate Spade, Tory Burch, Marc Jacobs, Longchamp, Acne Studios, Stone Island, Isabel Marant, Jacquemus, Max Mara, Canada Goose=加拿大鹅, Golden Goose, Tumi, MCM, Ralph Lauren=Polo Ralph Lauren/拉夫劳伦, Barbour, Ganni, Telfar',
  '25 18|60|Boss*, Coach*, Kenzo*, Diesel*, Guess*',
  '25|20|Lacoste, Tommy Hilfiger, Calvin Klein, Levi’s=Levis/Levi Strauss, Carhartt, Uniqlo=优衣库, H&M, Abercrombie & Fitch=Abercrombie, Hollister, Desigual*, Bape=A Bathing Ape, Stüssy=Stussy, Fear of God, Palm Angels, Ed Hardy, Von Dutch, Gymshark, Alo Yoga, Skims, Spanx, Victoria’s Secret=Victorias Secret',
  '25|20|Gap*, Zara*, Wrangler*, Supreme*, Palace*, Superdry*, Superga*, Benetton*',
  '25 28 18|30|Nike=耐克, Adidas=阿迪达斯/阿迪達斯, Reebok, New Balance=新百伦, Under Armour, Asics=亚瑟士, Air Jordan, Yeezy, The North Face, Timberland, Dr. Martens=Doc Martens, Crocs, Birkenstock=勃肯, Skechers, Salomon, Hoka, On Running, Lululemon=露露乐蒙, Arc’teryx=Arcteryx/始祖鸟, Mammut, Jack Wolfskin, Fjällräven=Kanken, Umbro, Ellesse, Mizuno, Saucony, Li-Ning=李宁, Anta=安踏, Peloton, Speedo, Callaway, Titleist, TaylorMade, Yonex, Rawlings, Spalding, Quiksilver, Billabong, Rip Curl, Burton Snowboards, GoPro',
  '25 28 18|30|Puma*, Converse*, Vans*, Fila*, Kappa*, Jordan*, Patagonia*, Columbia*, UGG*, Champion*, Wilson*, Everlast*, Keen*, Ecco*, Clarks*',
  '9|40|Ray-Ban=RayBan/雷朋, Oakley, Persol, Maui Jim',
  '14|300|Rolex=劳力士/勞力士, Patek Philippe=百达翡丽, Audemars Piguet=爱彼, Cartier=卡地亚/卡地亞, Van Cleef & Arpels=Van Cleef/梵克雅宝, Bulgari=Bvlgari/宝格丽/寶格麗, TAG Heuer, Breitling, Hublot, IWC Schaffhausen, Panerai, Richard Mille, Vacheron Constantin, Jaeger-LeCoultre, Chopard, Piaget=伯爵表, Montblanc=万宝龙, Tiffany & Co=Tiffany and Co/Tiffany Co/蒂芙尼, Mikimoto, David Yurman, Franck Muller, Zenith Watches, Blancpain, Breguet, Messika, Boucheron',
  '14|300|Omega*, Tudor*, Tiffany*',
  '14|40|Longines=浪琴, Tissot=天梭, Seiko, Casio=卡西欧/卡西歐, G-Shock, Swarovski=施华洛世奇/施華洛世奇, Daniel Wellington, Rado, Michael Kors Watches, Garmin, Suunto',
  '14|40|Pandora*, Citizen*, Swatch*, Fossil*, Bulova*, Invicta*, Orient*',
  '9 28|20|iPhone, iPad, AirPods, MacBook, Apple Watch, iMac, MagSafe, Samsung, Samsung Galaxy, Huawei=华为/華為, Xiaomi=小米手机, Sony=索尼, PlayStation=PS5/PS4, Xbox, Nintendo=任天堂, Nintendo Switch, Microsoft=微软, Nikon=尼康, DJI=大疆, Bose*, Beats by Dre, JBL, Sennheiser, Bang & Olufsen, Logitech=罗技, Razer, Nvidia, Lenovo, Asus, Anker, Fitbit, Kodak, Polaroid, Leica, Fujifilm, Instax, Epson, Motorola, Nokia, Panasonic=松下, Toshiba, SanDisk, Seagate, OtterBox, PopSockets, Ledger Nano, Texas Instruments, Duracell, Energizer, Meta Quest, Oculus*, SteelSeries, HyperX, Corsair*',
  '9|20|Apple*, Google*, Canon*, Intel*, Dell*, Kindle*, Marshall*, Galaxy*, Beats*, Kingston*, Brother*, Sonos*, Shure*',
  '7 8 11 21|20|Dyson=戴森, Philips=飞利浦, Bosch=博世, Makita=牧田, DeWalt, Black & Decker, Kärcher=Karcher, iRobot=Roomba, KitchenAid, Nespresso, De’Longhi=Delonghi, Vitamix, Tefal, Le Creuset=酷彩, Staub Cookware, Hydro Flask, Tupperware, SodaStream, Thermomix, Shark Ninja=SharkNinja, Instant Pot, Miele*, Zwilling=双立人, Wüsthof, Victorinox, Leatherman, Zippo, Brita, Keurig, Smeg, Nutribullet, Traeger, Hunter Boots, Husqvarna, Stihl, Swiffer, Febreze, WMF, Pyrex, Rosenthal, Villeroy & Boch, Wedgwood',
  '7 8 11 21|20|Stanley*, Yeti*, Weber*, Milwaukee*, Ninja*, Hilti*, Snap-on*, Craftsman*, Ikea*, Alessi*',
  '7 8|20|Braun*=博朗',
  '3 8|15|Gillette, Oral-B, Sonicare, Foreo, Olaplex, Airwrap, L’Oréal=LOreal/欧莱雅/萊雅, Maybelline=美宝莲, MAC Cosmetics, Estée Lauder=雅诗兰黛/雅詩蘭黛, Lancôme=兰蔻/蘭蔻, Clinique=倩碧, Shiseido=资生堂/資生堂, SK-II, La Mer*=海蓝之谜, Nivea=妮维雅, Neutrogena, Garnier, Kiehl’s=科颜氏, Fenty Beauty, Kylie Cosmetics, Charlotte Tilbury, Huda Beauty, Anastasia Beverly Hills, Urban Decay, Too Faced, Bobbi Brown, Drunk Elephant, CeraVe, La Roche-Posay=理肤泉, Avène=雅漾, Bioderma, Laneige=兰芝, Innisfree, Jo Malone=祖玛珑, Tom Ford, Le Labo, Diptyque*, Byredo, Bath & Body Works, The Body Shop, Sol de Janeiro, Yankee Candle, Elizabeth Arden, Clarins, Guerlain=娇兰, Sisley Paris, Redken, Kérastase=卡诗, Wella, Schwarzkopf, Revlon, Colgate=高露洁, Sensodyne, Botox, Juvederm',
  '3|15|Dove*, Olay*, NARS*, Benefit*, The Ordinary*, Vichy*, Creed*, Rituals*, Lush*, Axe*, Tide*, Ariel*, Crest*, Glossier*, Rhode*, Elf*',
  '28 16 25 9 41|15|Lego=乐高/樂高, Disney=迪士尼, Mickey Mouse=米老鼠, Minnie Mouse, Spider-Man=Spiderman/蜘蛛侠/蜘蛛人, Iron Man=钢铁侠, Star Wars=星球大战/星際大戰, Baby Yoda=Grogu, Harry Potter=哈利波特, Hogwarts, Pokémon=Pikachu/宝可梦/寶可夢/皮卡丘, Hello Kitty=Sanrio/凯蒂猫/三丽鸥, Barbie=芭比, Hot Wheels, Mattel, Hasbro, My Little Pony, Peppa Pig=小猪佩奇, Paw Patrol=汪汪队, Bluey, CoComelon, SpongeBob=海绵宝宝, Super Mario=Mario Kart/马里奥, Legend of Zelda, Minecraft, Fortnite, Roblox, Naruto=火影忍者, Dragon Ball=龙珠, Demon Slayer=鬼灭之刃/鬼滅之刃, Studio Ghibli=Totoro, Sailor Moon=美少女战士, Attack on Titan, My Hero Academia, Labubu=Pop Mart/泡泡玛特/泡泡瑪特, Sonny Angel, Squishmallows, Jellycat, Funko, Playmobil, Fisher-Price, Thomas & Friends, Batman=蝙蝠侠, Superman, Wonder Woman, Game of Thrones, Stranger Things, Squid Game=鱿鱼游戏, Taylor Swift, Blackpink, Yu-Gi-Oh=Yugioh, Magic The Gathering, Dungeons & Dragons, Rubik’s Cube, Play-Doh, Crayola, Tamagotchi, Beyblade, Bratz, LOL Surprise, Winnie the Pooh=小熊维尼, Snoopy=史努比, Garfield, Moomin, Miffy, Rilakkuma, Gundam, Nerf Blaster, Ravensburger, Melissa & Doug, Sylvanian Families, Hatchimals, Teletubbies, Sesame Street, Scooby-Doo, Looney Tunes, Care Bears, Powerpuff Girls, Rick and Morty, The Simpsons, Jurassic Park=Jurassic World, Deadpool, Black Panther Marvel',
  '28 16 25 9 41|15|Marvel*, Avengers*, Transformers*, Minions*, Frozen*, One Piece*, Among Us*, Joker*, Monopoly*, Scrabble*, Toy Story*, Sonic*, Peanuts*, Paddington*, Bandai*, Nerf*',
  '25 28 41|15|NFL, NBA, MLB, NHL, FIFA, UEFA, Real Madrid=皇家马德里, FC Barcelona=Barça, Manchester United, Manchester City FC, Liverpool FC, Bayern München=Bayern Munich, Juventus, Paris Saint-Germain, Formula 1, WWE, Olympics=奥运五环, World Cup Trophy',
  '12 28 25 14|30|Ferrari=法拉利, Porsche=保时捷/保時捷, BMW=宝马, Mercedes-Benz=Mercedes/奔驰, Audi=奥迪, Toyota=丰田, Honda=本田, Lamborghini=兰博基尼/藍寶堅尼, Bugatti, Bentley=宾利, Rolls-Royce=劳斯莱斯, Chevrolet, Harley-Davidson=哈雷, Ducati, Yamaha=雅马哈, Kawasaki, Volkswagen=VW/大众汽车, Volvo=沃尔沃, Lexus=雷克萨斯, Land Rover=Range Rover/路虎, Aston Martin, Maserati, McLaren, Michelin=米其林, Pirelli, Goodyear, Bridgestone, Castrol, WD-40, Brembo, Recaro, Vespa*',
  '12|30|Tesla*, Ford*, Jeep*, Dodge*, Subaru*, Triumph*, Shell*',
  '29 30 32 33 34 21 25|5|Coca-Cola=Coca Cola/可口可乐/可口可樂, Pepsi=百事可乐, Red Bull=红牛, Monster Energy, Starbucks=星巴克, Nescafé, Nutella, KitKat, M&M’s, Oreo=奥利奥, Heinz=亨氏, McDonald’s=McDonalds/麦当劳, KFC=肯德基, Jack Daniel’s=Jack Daniels, Moët & Chandon=Moet, Hennessy=轩尼诗, Johnnie Walker, Heineken=喜力, Guinness, Marlboro=万宝路, Juul, Haribo, Toblerone, Lindt, Dom Pérignon, Moutai=茅台, Jägermeister, Bacardi, Budweiser=百威, Corona Extra, Dunkin Donuts, Burger King, Krispy Kreme',
  '29 30 32 33 34|5|Kinder*, Mars*, Twix*, Camel*, Absolut*, Corona*, Bounty*',
  '16 20 24|5|Moleskine, Sharpie, Post-it, Montegrappa, Lamy Safari, Faber-Castell=辉柏嘉, Staedtler=施德楼, Tempur, Eames Chair, Vitra*, Herman Miller, USM Haller',
  '16 20 24|5|Parker*, Pilot*, Waterman*, Casper*',
];

export const FAMOUS_MARKS: readonly FamousMark[] = LIST.flatMap(marksOf);

function marksOf(line: string): FamousMark[] {
  const [classes = '', floor = '', marks = ''] = line.split('|');
  return marks.split(', ').map((entry) => {
    const [named = '', others = ''] = entry.split('=');
    return {
      name: named.replace('*', ''),
      aliases: others === '' ? [] : others.split('/'),
      classes: classes.split(' ').map(Number),
      isCommonWord: named.endsWith('*'),
      floorUsd: floor === '' ? null : Number(floor),
    };
  });
}
